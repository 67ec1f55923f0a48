"""What a work rule must say, how long it takes, for which items it holds: pure functions."""
