"""Lists of powers and of public services (权责清单、公共服务清单): what an office may and must do.

Editions, review and approval are the catalogue's; the rows live here: the data set of
GB/T 39046-2020, codes and their profiles, quality, imports, takeover by a successor, look-up.
Doors: `actions` and `queries`.
"""
