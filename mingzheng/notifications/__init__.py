"""Notifications (渠道发布): what was released is carried to every channel, and each has its proof.

Reads events of releases, owes deliveries, sends them once, asks for the receipt; says for each
article which channels its duty requires and whether each has happened.
Law: 《政府信息公开条例》第二十三条 to 第二十五条. Doors: `actions`, `queries`.
"""
