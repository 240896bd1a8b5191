"""The workbooks people hold in their hands, and the reader that takes them back.

A room for each question about a sheet, from the ground up; each uses those above it in this list:

    style       how does it look?      letters, colours, tables, paper; knows no plan
    content     what stands on it?     labels, names of files and sheets, words of a session
    reading     what came back?        workbooks as cells, contradictions, evidence gathered so far
    attendance  the attendance sheet   it *is* the plan: its columns, head, writer, reader
    sheets      every other sheet      one file each: title, writer, comparer
    papers      what else is printed?  letters, lists, forms: when asked for, never read back

Here, above them, are the workbooks that sheets are bound into (`schedule_workbook`,
`office_workbooks`, `mentor_workbooks`, `stall_workbooks`, `comparison_workbook`), the folder of a
plan (`plan_folder` writes it, `plan_reader` takes it back), and `violations_in_words`.
"""
