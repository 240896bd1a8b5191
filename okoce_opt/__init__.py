"""okoce_opt: who sits in which training session, proved to keep every rule.

The shelf: what a program or a notebook needs is imported from here by name.
"""

__version__ = "0.1.0"
