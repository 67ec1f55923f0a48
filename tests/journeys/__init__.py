"""Whole stories across rooms, through the web."""
