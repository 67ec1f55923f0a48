"""Looking the catalogue up (目录查询): what residents read, download and subscribe to.

Entry, facets, matrix, item and office pages, change log, exports and feeds; only editions in force
or superseded are ever shown. Law: 《政府信息公开条例》第十二条、第二十四条 (检索、查阅、下载).
Reads `catalogue.queries`; owns no table.
"""
