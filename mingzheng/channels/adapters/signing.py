"""How we sign what we post (签名), for gateways and apps that check it. docs/deploy/channels.md."""

import hashlib
import hmac
import secrets
import time
from urllib.parse import urlsplit


def signed(url: str, body: bytes, secret: str, key: str) -> dict[str, str]:
    """The headers that prove who posted this body to this address, and when.

    HMAC-SHA256 over method, path, time, nonce and the SHA-256 of the body, a line each. `key` is
    the same however often a message is tried: whoever has had it says so and does nothing.
    """
    at, nonce = str(int(time.time())), secrets.token_hex(8)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    text = "\n".join(("POST", path, at, nonce, hashlib.sha256(body).hexdigest()))
    mark = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return {
        "X-Mingzheng-Time": at,
        "X-Mingzheng-Nonce": nonce,
        "X-Mingzheng-Signature": mark,
        "Idempotency-Key": key,
    }
