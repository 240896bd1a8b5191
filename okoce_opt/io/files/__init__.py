"""Files on disk and the cells in them: a folder of CSV and TOML, a workbook, and what a scenario
extends.
"""
