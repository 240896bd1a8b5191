"""From one plan to the next: what has changed (sheet `perubahan`), who came, and the scenario as it
is today. Pure functions; nothing is stored here.
"""
