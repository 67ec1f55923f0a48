"""Organisations, people and roles (机构、人员、岗位).

Who exists in the county, who may do which deed where, and how they sign in.
Doors: `actions` (change), `queries` (ask). Standard: GB/T 22239-2019 8.1.4.1 and the three
administrators (三员) that exclude each other.
"""
