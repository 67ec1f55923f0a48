"""Tests that guard the house: floors, sizes, words, documents, secrets, access."""
