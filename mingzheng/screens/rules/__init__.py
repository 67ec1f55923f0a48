"""The rules of screens: pure functions over plain values."""
