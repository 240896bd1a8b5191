"""Which builder of small worlds to take when.

- `hands.world`: what a rule or goal says of one plan; a problem of one kecamatan, all that matters
  said in the test by table.
- `counting.small.world`: what counting says; the same by numbers (halls, days, people by weekday).
- `counting.tiny.tiny_world`: counting against every plan there is; drawn, and enumerated by code
  that shares nothing with `worlds`.
- `worlds.small_problem`: laws of rules and goals; drawn, with a chance for all that can be said.
- `oracle.random_world`: the whole search; a world of `worlds` with rules, levels and its best plan.
- `office.office`: workbooks and plan files; people with names and a finished plan, no solver.
- `exported.small_story`: whatever reads files; the same size as text in a folder, and `written`
  puts a plan drawn by hand beside it.
"""
