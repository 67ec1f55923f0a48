"""The law of 双公示 as pure functions."""
