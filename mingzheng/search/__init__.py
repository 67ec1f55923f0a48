"""Searching everything that is public (搜索): an index that misses nothing and is never behind.

Businesses hand documents in, inside the transaction that makes a thing public or takes it back;
this room knows no business. Law: 《政府信息公开条例》第二十四条 (检索、查阅、下载).
Doors: `actions` (put, withdraw, replace, label) and `queries` (find, suggest).
"""
