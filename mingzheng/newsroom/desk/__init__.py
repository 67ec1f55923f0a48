"""Pages of the newsroom for staff."""
