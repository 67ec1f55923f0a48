"""The rules of the standards: plain facts, no database."""
