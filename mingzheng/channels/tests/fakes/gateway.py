"""A receiver that keeps our own contract (docs/deploy/channels.md): for the app and for SMS."""

import hashlib
import hmac
import time
from dataclasses import dataclass, field

from mingzheng.channels.tests.fakes.server import Asked, Reply

SECRET = "a-shared-secret-of-32-characters"


@dataclass
class FakeReceiver:
    """Checks signature, clock and nonce; a key it has had is answered as before, not done again."""

    is_sms: bool = False
    taken: dict[str, dict] = field(default_factory=dict)
    nonces: set[str] = field(default_factory=set)
    fail: list[Reply] = field(default_factory=list)
    seen: list[Asked] = field(default_factory=list)
    skew: int = 0

    def __call__(self, asked: Asked) -> Reply:
        self.seen.append(asked)
        if asked.method != "POST":
            return Reply(b"", 405)
        if refusal := self._signature(asked):
            return refusal
        key, said = asked.headers["idempotency-key"], asked.json
        if said.get("key") != key:
            return Reply(b"", 400)
        if self.is_sms and (refusal := _bad_sms(said)):
            return refusal
        self.taken.setdefault(key, said)
        if self.fail:
            return self.fail.pop(0)
        number = f"R{list(self.taken).index(key) + 1}"
        return Reply({"code": 0, "id": number} if self.is_sms else {"id": number})

    def _signature(self, asked: Asked) -> Reply | None:
        at, nonce = asked.headers["x-mingzheng-time"], asked.headers["x-mingzheng-nonce"]
        digest = hashlib.sha256(asked.body).hexdigest()
        text = "\n".join(("POST", asked.target, at, nonce, digest))
        mark = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(mark, asked.headers["x-mingzheng-signature"]):
            return Reply({"code": 101}) if self.is_sms else Reply(b"", 403)
        if abs(time.time() + self.skew - int(at)) > 300 or nonce in self.nonces:
            return Reply({"code": 102}) if self.is_sms else Reply(b"", 403)
        self.nonces.add(nonce)
        return None


def _bad_sms(said: dict) -> Reply | None:
    if set(said) != {"to", "text", "parts", "key"} or not said["text"].startswith("【"):
        return Reply({"code": 202})
    if not (said["to"].isdecimal() and len(said["to"]) == 11):
        return Reply({"code": 201})
    length = len(said["text"])
    parts = 1 if length <= 70 else -(-length // 67)
    return Reply({"code": 203}) if said["parts"] != parts or parts > 5 else None
