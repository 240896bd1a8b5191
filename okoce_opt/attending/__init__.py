"""Filled attendance sheets on their way back: who came, or a question, never a guess.

A file's sheets are recognised by their codes (`form`); a row is somebody of the list (`lines`); a
cell says something (`signs`, `hands`, `looks`), or the sheet says what its signs mean (`legend`);
a sheet becomes marks and questions (`sheet`), and all files together attendance (`returned`).
Questions go back in a copy of the sender's own file (`copies`).
"""
