"""The year as it runs (*rollout*): every version of lists, plan and attendance in one SQLite file,
each immutable and named by its digest; which office holds which revision; people apart.
"""
