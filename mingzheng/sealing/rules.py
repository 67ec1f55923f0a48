"""How a text is sealed (加密): SM4-GCM (GB/T 32907-2016) with a key for each version. Pure."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

KEY_BYTES, NONCE_BYTES, TAG_BYTES = 16, 12, 16
SHORTEST_SECRET = 32  # hex digits: 128 bits, all that SM4 can use
UNREADABLE = "密文打不开：密钥换过或者密文被改过。请系统管理员核对加密密钥。"


class Unreadable(Exception):
    """A sealed text that cannot be opened: another key, another purpose, or it was changed."""


class _Sealing(Protocol):
    """What cryptography's encryptor can do in GCM."""

    tag: bytes

    def authenticate_additional_data(self, data: bytes) -> None: ...
    def update(self, data: bytes) -> bytes: ...
    def finalize(self) -> bytes: ...


@dataclass(frozen=True)
class Keyring:
    """The secrets by version; the highest seals, all of them open."""

    secrets: Mapping[int, bytes]

    @property
    def current(self) -> int:
        """The version that seals now."""
        return max(self.secrets)

    def key(self, version: int, use: str, purpose: str) -> bytes:
        """The key of a version for one use and purpose, 16 bytes; KeyError if it is not there."""
        return _hmac_sm3(self.secrets[version], f"{use}:{purpose}".encode())[:KEY_BYTES]


def keyring(text: str) -> Keyring:
    """The keys as they are written down: `1:hex` a line or with commas; ValueError otherwise."""
    found: dict[int, bytes] = {}
    for line in text.replace(",", "\n").split():
        version, _, secret = line.partition(":")
        if not version.isdecimal() or len(secret) < SHORTEST_SECRET:
            raise ValueError("加密密钥写成“版本:十六进制”，一行一个，至少 32 位，例如 1:9f…")
        found[int(version)] = bytes.fromhex(secret)
    if not found:
        raise ValueError("没有加密密钥。")
    return Keyring(found)


def seal(data: bytes, purpose: str, keys: Keyring) -> bytes:
    """The data sealed for one purpose: nonce, ciphertext and tag; different every time."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = keys.key(keys.current, "seal", purpose)
    machine = cast(_Sealing, Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor())
    machine.authenticate_additional_data(purpose.encode())
    sealed = machine.update(data) + machine.finalize()
    return f"v{keys.current}:".encode() + nonce + sealed + machine.tag


def unseal(sealed: bytes, purpose: str, keys: Keyring) -> bytes:
    """What was sealed; raises Unreadable for another key, another purpose or a changed byte."""
    head, _, body = sealed.partition(b":")
    version = head.removeprefix(b"v")
    if not version.isdigit() or int(version) not in keys.secrets:
        raise Unreadable(UNREADABLE)
    nonce, tag = body[:NONCE_BYTES], body[-TAG_BYTES:]
    if len(body) < NONCE_BYTES + TAG_BYTES:
        raise Unreadable(UNREADABLE)
    key = keys.key(int(version), "seal", purpose)
    machine = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    machine.authenticate_additional_data(purpose.encode())  # type: ignore[attr-defined]
    try:
        return machine.update(body[NONCE_BYTES:-TAG_BYTES]) + machine.finalize()
    except InvalidTag as error:
        raise Unreadable(UNREADABLE) from error


def seal_text(text: str, purpose: str, keys: Keyring) -> str:
    """A text sealed, as letters that a column or JSON can hold; an empty text stays empty."""
    return base64.b64encode(seal(text.encode(), purpose, keys)).decode() if text else ""


def unseal_text(sealed: str, purpose: str, keys: Keyring) -> str:
    """A text that `seal_text` sealed; raises Unreadable."""
    if not sealed:
        return ""
    try:
        return unseal(base64.b64decode(sealed, validate=True), purpose, keys).decode()
    except ValueError as error:
        raise Unreadable(UNREADABLE) from error


def marks(text: str, purpose: str, keys: Keyring) -> list[str]:
    """The marks (盲索引) of a text, the current key's first, 64 hex digits each.

    Equal texts have equal marks, and nobody without the key can try texts out. Look up by all.
    """
    versions = sorted(keys.secrets, reverse=True)
    return [
        _hmac_sm3(keys.key(version, "mark", purpose), text.encode()).hex() for version in versions
    ]


def _hmac_sm3(key: bytes, data: bytes) -> bytes:
    machine = hmac.HMAC(key, hashes.SM3())
    machine.update(data)
    return machine.finalize()
