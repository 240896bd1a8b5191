"""Single moves in a finished plan: what a person could do instead, what forbids it, and what it
changes for the goals and for others. No solver.
"""
