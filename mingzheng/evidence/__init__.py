"""Evidence (存证): seals over each day's events, verification of the whole trace, receipts.

`core.trace` writes the chains; this room proves them. Law: GB/T 22239-2019 8.1.4.3 (安全审计).
Doors: `actions.seal_due`, `queries.verify`, `queries.verify_seals`, `queries.seals`,
`queries.receipt`, `queries.check`, `rules.receipt_holds`; the command `verify_trace`.
"""
