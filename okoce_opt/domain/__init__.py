"""Floor 0: what the problem and a plan are. Standard library only; every value is frozen."""
