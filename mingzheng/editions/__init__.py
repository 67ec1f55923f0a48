"""Editions on the desk (目录编制): written row by row, checked, reviewed, approved, taken out.

Faces of `catalogue` for staff, as `lookup` is for residents; owns no table. Doors: its addresses.
"""
