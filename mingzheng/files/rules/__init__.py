"""The rules for files that come in: what is refused, and the tables inside the rest. Pure."""
