"""The ground (地基): flows, moves, the trace, the working calendar, access and registers.

Nothing here knows a business. Doors: `moves.move`, `moves.choices`, `trace.record`,
`trace.history`, `register.next_number`, `access.may`. What proves the trace is `evidence`, what
runs periods is `deadlines`. Law: GB/T 22239-2019 8.1.4 for the audit trail.
"""
