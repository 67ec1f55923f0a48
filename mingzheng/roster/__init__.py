"""The roster (机构人员名册): the desk where organisations, people and roles are kept.

Pages for the three administrators, and a whole tree of organisations in and out as a spreadsheet.
What may be done is decided below, in accounts; here it is shown, asked for and explained.
"""
