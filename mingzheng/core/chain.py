"""How a trace is hashed (链): SM3 over the canonical JSON. Pure."""

import hashlib
from collections.abc import Mapping
from json.encoder import encode_basestring as quote
from typing import Any

from cryptography.hazmat.primitives import hashes

ALGORITHM = "sm3"
# What is hashed, in the order of the canonical JSON. "at" is UTC in whole seconds.
HASHED = (
    "actor_id", "actor_name", "algorithm", "at", "facts", "from_state", "label", "note",
    "organisation", "organisation_name", "request_id", "sequence", "step", "subject_id",
    "subject_title", "subject_type", "to_state",
)  # fmt: skip
PLAIN = {"facts", "sequence"}  # not quoted: JSON text, and a number
_SM3 = hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else None


def digest(data: bytes, algorithm: str = ALGORITHM) -> str:
    """The hash as lower-case hex; SM3 also where OpenSSL was built without it."""
    if algorithm != "sm3":
        return hashlib.new(algorithm, data).hexdigest()
    if _SM3 is None:
        fallback = hashes.Hash(hashes.SM3())
        fallback.update(data)
        return fallback.finalize().hex()
    engine = _SM3.copy()  # quicker than looking the algorithm up again
    engine.update(data)
    return engine.hexdigest()


def canonical(values: Mapping[str, Any]) -> str:
    """The canonical JSON of one event from its values by name; "facts" is JSON text already.

    Keys in order, no spaces, nothing escaped needlessly. `evidence.chains` has the databases
    compose the same text, and a test holds the two together.
    """
    quoted = {name: quote(values[name]) for name in HASHED if name not in PLAIN}
    return "{" + ",".join(f'"{n}":{quoted.get(n) or values[n]}' for n in HASHED) + "}"
