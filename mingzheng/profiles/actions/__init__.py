"""The verbs of profiles: the only code that writes this room's tables."""
