"""The rules of texts: pure functions over plain values."""
