"""Replay (过程还原): how what is public came to be public, step by step, as far as the law allows.

《政府信息公开条例》第十六条: what was said inside (过程性信息) stays inside; steps and days do not.
Doors: `queries`, `comparing`, `words`. Staff read all of it in the trace (workbench).
"""
