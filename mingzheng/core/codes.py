"""Codes that stand in an address or are told over the telephone."""

import secrets

DIGITS = "23456789"
ALPHABET = DIGITS + "abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else


def short_code(length: int) -> str:
    """A random code of so many signs, the first a digit: nobody reads a word in it."""
    rest = (secrets.choice(ALPHABET) for _ in range(length - 1))
    return secrets.choice(DIGITS) + "".join(rest)
