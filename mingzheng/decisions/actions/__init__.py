"""The verbs of major decisions: the only code that writes this room's tables."""
