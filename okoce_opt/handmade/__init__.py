"""Plans that are changed by hand: a move that was chosen, rosters that were edited; verified, and
recorded as pins over the scenario.
"""
