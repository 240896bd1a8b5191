"""How a workbook looks: letters, colours, tables, pages; knows nothing of plans."""
