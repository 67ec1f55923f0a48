"""The desk of checks: lists of words, sites, links, and a text to try."""
