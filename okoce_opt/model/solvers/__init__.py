"""Rows given to a solver and values read back: CP-SAT (`cpsat`), HiGHS (`highs`), GLOP for
the linear relaxation (`relaxation`). Alone with ortools.
"""
