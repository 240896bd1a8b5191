"""How far the year has come: who has finished what, who is late, who cannot finish any more and
why, and how many will.
"""
