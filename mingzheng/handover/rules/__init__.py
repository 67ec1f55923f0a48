"""What must be there when something is handed over, and by when it must be public. Pure."""
