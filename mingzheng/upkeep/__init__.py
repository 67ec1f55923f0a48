"""Keeping it safe (备份恢复): the whole county in one file, and back, on either database.

One file serves as backup and as the move from SQLite to PostgreSQL or back (docs/adr/0012).
Standard: GB/T 22239-2019 8.1.4.9 数据备份恢复. Doors: `archive.write`, `archive.read`.
"""
