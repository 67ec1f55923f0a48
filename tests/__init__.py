"""Tests that belong to no single room: whole stories, the house itself, the browser."""
