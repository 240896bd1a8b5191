"""The door for lists as offices send them: any layout goes in; people come out, each of them once,
or a question.

A file is read (`sources`), its tables are found (`layout`, `lines`), cells mean something
(`words`, `cells`, `regions`), a row becomes an entry (`entries`), entries are held against one
another and against the scenario (`twice`, `target`), what is unclear is asked (`questions`), and
what is clear is written (`writing`), so that it can be taken back (`backup`). Nothing is lost on
the way: every row that was read is taken, questioned or ignored with a reason (`account`).
"""
