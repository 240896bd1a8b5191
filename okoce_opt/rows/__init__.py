"""Linear rows over whole-number columns: what rules and goals write, and what every solver is
given. No solver here.
"""
