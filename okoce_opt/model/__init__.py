"""From a problem to counts, bounds and names, in six rooms: formulation, solvers, naming, sharing,
days, search.
"""
