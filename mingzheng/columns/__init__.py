"""Columns (栏目): the trees in which articles stand, one per office, the county's being the portal.

Laid from a starter tree by level, then the office's own: named, moved, closed; an address given
up still leads to its column. Law: 《政府信息公开条例》 arts 20, 21, 23; 国办公开办函〔2019〕61号.
Doors: `actions` and `queries`.
"""
