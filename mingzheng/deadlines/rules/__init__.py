"""The grammar of deadlines and their arithmetic: pure functions."""
