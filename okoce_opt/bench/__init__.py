"""How fast and how well okoce plans, in figures that anyone can make again: cases, rivals, a table
and a picture.
"""
