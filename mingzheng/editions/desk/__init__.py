"""What staff see and do with editions."""
