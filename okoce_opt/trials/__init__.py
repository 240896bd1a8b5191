"""Many what-ifs at once: what shall differ, the runs, one workbook about all of them, and what each
rule costs.
"""
