"""Workbooks on the way back in, and what has been found in them."""
