"""The newsroom (采编): where staff write, review, sign, correct and withdraw what is published.

Desk pages over `publishing` and `columns`; it has no tables of its own. Doors: `urls`.
"""
