"""The rules of columns: pure functions over plain values."""
