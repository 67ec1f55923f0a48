"""The staff pages of major decisions."""
