"""Papers made from a plan when somebody asks for them: letters, lists for the door and the wall,
forms to send out.

Each kind is a file with a writer and its line in `PAPER_BOOK` (`book`). A writer gets what the
papers are about and a folder; nothing of it is read back, but for attendance sheets.
"""
