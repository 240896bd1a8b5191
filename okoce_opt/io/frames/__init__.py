"""DataFrames and mappings as a source of cells: what a planner of Python has instead of files."""
