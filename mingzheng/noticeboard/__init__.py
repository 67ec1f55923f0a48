"""The public notice board of permits and penalties (双公示查询): find, read, take home, subscribe.

Reads only what is shown now, only as `publicity.rules.showing` makes it; what was taken down
leaves its reason. What is shown is announced to channels and to those who follow it, once for all
that was let out together. Law: 《行政处罚法》 art 48; 《个人信息保护法》 art 25.
Doors: `actions`, `queries`.
"""
