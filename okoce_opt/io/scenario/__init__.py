"""From cells to a `Scenario`: merged, regions resolved, entities, rules and goals made, every
complaint located.
"""
