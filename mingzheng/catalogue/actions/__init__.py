"""The verbs of the catalogue: the only code that writes this room's tables."""
