"""The rules of reading: pure functions over plain values."""
