"""Tables of permits and penalties coming in (双公示导入): upload, columns, report, confirm, undo.

All or nothing; what was imported can be taken back until it is sent on. Uploaded files are kept
sealed, since they hold identity numbers. Doors: `actions.receive`, `actions.write`, `actions.undo`.
"""
