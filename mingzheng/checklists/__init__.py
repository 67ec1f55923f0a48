"""Check lists (检查名单): words and sites that the checks go by, links that are watched.

Kept by the openness office: which words are wrong is no statute. A list only points; a person
decides. Doors: `actions`, `queries`.
"""
