"""The verbs of 双公示: the only code that writes this room's tables."""
