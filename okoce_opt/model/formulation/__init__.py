"""From a problem to rows: people counted by strata, every rule and goal written down, cuts, the
coarse problem.
"""
