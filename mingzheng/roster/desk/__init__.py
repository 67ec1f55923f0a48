"""What staff see and do with organisations, people and roles."""
