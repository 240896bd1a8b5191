"""The zoo: problems drawn by seed from everything that a scenario can say, and okoce's plans held
against plain ones.
"""
