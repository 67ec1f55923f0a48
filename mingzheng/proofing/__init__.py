"""Checks before publishing (发布前检查): what must not, or should not, go out as it stands.

Personal data, words, injected content, links, missing fields, scans: pure checks over pieces of
text, for the desk and for supervision. Red findings block; to let one pass takes a name and a
reason. Law: 《政府信息公开条例》第十七条, 《个人信息保护法》第二十五条. Doors: `actions`, `queries`
and `rules.examining`.
"""
