"""The workbook that `okoce new` makes."""
