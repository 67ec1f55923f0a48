"""The shape of every adapter, and what it is given and gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from mingzheng.channels.adapters.http import Answer, Client
from mingzheng.channels.rules.messages import Message
from mingzheng.channels.states import Outcome
from mingzheng.core.trace import digest


@dataclass(frozen=True)
class Setting:
    """One thing a system administrator fills in. A secret is sealed and never shown again."""

    name: str
    label: str
    is_secret: bool = False
    is_required: bool = True
    help: str = ""
    start: str = ""


@dataclass(frozen=True)
class Result:
    """How an attempt ended: the words are for a person, `raw` is what the platform answered.

    `wait` are seconds to wait at least. An `external_id` is what the platform calls the message.
    """

    outcome: Outcome
    said: str
    external_id: str = ""
    raw: bytes = b""
    wait: int = 0

    @property
    def answer_digest(self) -> str:
        """The SM3 of the raw answer, which itself is not kept; "" if there was none."""
        return digest(self.raw) if self.raw else ""


@dataclass
class Line:
    """How an adapter speaks: the client, and what is remembered of this one message.

    `notes` are kept with the message after every attempt (a draft made, not yet published).
    `tokens` are shared by all messages of a channel in this process, never written anywhere.
    """

    client: Client
    notes: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, Any] = field(default_factory=dict)


class Adapter(Protocol):
    """What every medium can do. `send` and `ask` never raise for what a platform or line does."""

    medium: str
    settings: tuple[Setting, ...]
    # Whether the platform promises to drop a message with a key that it has had already.
    is_repeatable: bool

    def send(self, message: Message, values: Mapping[str, str], line: Line) -> Result:
        """Send one message over a channel with these settings."""
        ...

    def ask(self, external_id: str, values: Mapping[str, str], line: Line) -> Result:
        """What became of a message that the platform had taken in."""
        ...


def of_silence(answer: Answer) -> Result | None:
    """The result when the line failed or the server was in trouble; None for a plain answer."""
    if answer.is_unsent:
        return Result(Outcome.LATER, answer.problem)
    if answer.problem:
        return Result(Outcome.UNSURE, answer.problem)
    if answer.status == 429 or answer.status == 503:
        said = f"对方说太忙（{answer.status}）"
        return Result(Outcome.LATER, said, raw=answer.body, wait=answer.retry_after)
    if answer.status >= 500:  # a gateway may have passed the message on before it broke
        return Result(Outcome.UNSURE, f"对方出错（{answer.status}）", raw=answer.body)
    if 300 <= answer.status < 400:
        said = "对方要转到别的地址，没有跟过去。请核对接口地址。"
        return Result(Outcome.REFUSED, said, raw=answer.body)
    return None
