"""The rules of publishing: pure functions over plain values."""
