"""The staff pages of what is handed over."""
