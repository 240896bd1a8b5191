"""Child processes that carry out tasks, report progress and can be stopped; the same on a Dask
cluster.
"""
