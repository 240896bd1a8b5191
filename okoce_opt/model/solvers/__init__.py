"""Rows given to a solver and values read back: CP-SAT, HiGHS, linear relaxation. Alone with
ortools.
"""
