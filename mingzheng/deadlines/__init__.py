"""Deadlines (期限): a limit in words → a rule → a due day, the clocks that run, the calendar.

Rules are pure: `rules.limit_text.read_limit` and `rules.limits` read a catalogue cell
(docs/deadlines.md), `rules.ledger.read` computes a clock with its explanation. Law: 《政府信息
公开条例》第二十六条, 第三十三条. Doors: `clocks` (start, pause, resume, extend, restart, stop,
face, announce), `almanac.current`.
"""
