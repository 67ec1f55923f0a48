"""The public pages of what is published."""
