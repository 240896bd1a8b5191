"""The written form: each table and column declared once, how a cell is read, records that know
where they stand.
"""
