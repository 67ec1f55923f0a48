"""The staff pages of 双公示."""
