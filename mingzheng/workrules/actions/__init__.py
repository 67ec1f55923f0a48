"""The verbs of work rules: the only code that writes this room's tables."""
