"""The files of a plan that machines read: `rencana.json`, `penempatan.csv`, `undian.csv`; a folder
swapped in whole.
"""
