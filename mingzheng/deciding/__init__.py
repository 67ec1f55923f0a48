"""The faces of major decisions: desk of catalogue and course, public pages, feed, downloads.

Whoever leads, reviews, judges the law or decides works here; the public sees the year's catalogue
and each matter step by step. Law: 《重大行政决策程序暂行条例》 (2019). Doors: its addresses.
"""
