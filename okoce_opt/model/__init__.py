"""Floor 2: from a problem to counts, bounds and names. The only room with ortools, and only in its child processes."""
