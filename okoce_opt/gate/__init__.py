"""The one gate for files that other people made: a path goes in, the cells of its sheets come out,
or a refusal in words.

Workbooks are read where it does not matter what becomes of the process: in a child with a limit of
memory and of time (`child`), since five kilobytes can ask a reader for all the memory there is.
"""

from okoce_opt.gate.reader import read_sheets, reading
from okoce_opt.gate.refusal import Refused
from okoce_opt.gate.sheets import NOTHING_HIDDEN, Broken, Cell, Hidden, Sheet
from okoce_opt.gate.text import LARGEST, LONGEST, read_bytes

__all__ = [
    "LARGEST",
    "LONGEST",
    "NOTHING_HIDDEN",
    "Broken",
    "Cell",
    "Hidden",
    "Refused",
    "Sheet",
    "read_bytes",
    "read_sheets",
    "reading",
]
