"""Text and queries as pure functions: what counts as found is decided here, for every database."""
