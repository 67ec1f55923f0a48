"""What is owed (应公开): each thing that must be public, by which day, and whether it is.

The catalogue says what an office owes in general; a due is one of it: a quarter's figures, a
document that was made. Periods open by themselves, documents are registered, publications fulfil.
Results and lights are derived, never stored. Law: 《政府信息公开条例》 art 26 and the item's limit.
Doors: `actions`, `queries`.
"""
