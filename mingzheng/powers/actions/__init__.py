"""The verbs of the lists: rows written, editions served, offices succeeded, profiles kept."""
