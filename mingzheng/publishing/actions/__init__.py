"""The verbs of publishing: the only code that writes this room's tables."""
