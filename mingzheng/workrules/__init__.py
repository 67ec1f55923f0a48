"""Work rules (政务公开工作规则): who in an office does what by when before an item is published.

An office has one general rule and rules of its own for items, matters or fields; each item it owes
resolves to exactly one of them. Drafted, reviewed by a second person, in force from a day, printed
as a booklet. Law: 《政府信息公开条例》 arts 4, 17, 26. Doors: `actions`, `queries`.
"""
