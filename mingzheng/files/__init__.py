"""Files that come in (上传文件): safety checks and the tables inside them.

Doors: `rules.safety.check` refuses a hostile file with a sentence; `rules.tables.read_tables`
turns .xlsx, .xls, .et, .csv, .docx and .html into one shape. Knows no business.
"""
