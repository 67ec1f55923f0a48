"""Collection rounds (填报轮次): the openness office asks, every office fills in, sends, is checked.

A round with its due day, one submission for each office and list, the prefilled workbook, remarks
on rows, the board, reminders. What comes in is joined in `merging`.
Law: 国办发〔2019〕54号 (every county compiles its list from its offices' lists).
Doors: `actions` and `queries`.
"""
