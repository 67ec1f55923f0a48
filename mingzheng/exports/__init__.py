"""The catalogue on its way out (目录导出): statutory workbook, CSV, JSON and printed booklet.

One shape of row for all formats, so that they cannot disagree; what is exported can be imported
again and says "nothing changed". Law: 《政府信息公开条例》第二十四条; table of 国办发〔2019〕54号.
Door: `files.export`, `files.export_edition`.
"""
