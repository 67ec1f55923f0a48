"""Backfile (旧稿入库): articles of an old site come over, every row accounted for, links kept.

Law: 《政府信息公开条例》第二十四条 (one place where what was published stays findable). Doors:
`actions` (batches), `queries.moved_to` (where an old address leads); why it is a way in of its own:
docs/adr/0027-articles-of-old-sites.md.
"""
