"""The staff pages of work rules."""
