"""The doors: sealing with the keys of this installation (settings.SEALING_KEYS)."""

from functools import lru_cache

from django.conf import settings

from mingzheng.sealing import rules
from mingzheng.sealing.rules import Keyring, Unreadable

__all__ = ["Unreadable", "marks", "seal", "seal_bytes", "unseal", "unseal_bytes"]

_keyring = lru_cache(maxsize=4)(rules.keyring)


def _keys() -> Keyring:
    return _keyring(settings.SEALING_KEYS)


def seal(text: str, purpose: str) -> str:
    """A text sealed for one purpose; an empty one stays empty."""
    return rules.seal_text(text, purpose, _keys())


def unseal(sealed: str, purpose: str) -> str:
    """What `seal` sealed; raises Unreadable. Whoever shows it records that it was shown."""
    return rules.unseal_text(sealed, purpose, _keys())


def seal_bytes(data: bytes, purpose: str) -> bytes:
    """A file sealed for one purpose."""
    return rules.seal(data, purpose, _keys())


def unseal_bytes(sealed: bytes, purpose: str) -> bytes:
    """What `seal_bytes` sealed; raises Unreadable."""
    return rules.unseal(sealed, purpose, _keys())


def marks(text: str, purpose: str) -> list[str]:
    """The marks to look a text up by, the one to store first."""
    return rules.marks(text, purpose, _keys())
