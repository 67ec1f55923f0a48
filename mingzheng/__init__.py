"""明政 Mingzheng: who owes the public what, by when, and can anybody prove it."""
