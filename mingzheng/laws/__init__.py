"""The law register (法规库): laws, their versions and names, and what cites them.

Titles, 文号 and dates come from a table; citations are read out of 依据 texts and matched to the
register, so that "which items must change when this law does" has an answer. What is not in the
register is flagged, never guessed. Doors: `actions.put_citations`, `queries.linked`.
"""
