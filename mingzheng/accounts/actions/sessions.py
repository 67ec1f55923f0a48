"""What the trace keeps of signing in and out (登录留痕): who, when, from where, with what result.

Passwords and codes never come here, nor names typed that belong to nobody: people mistype their
password into that field. GB/T 22239-2019 8.1.4.3.
"""

from mingzheng.accounts.models import Person
from mingzheng.core import trace
from mingzheng.posts.actors import VISITOR


def signed_in(person: Person, *, address: str) -> None:
    """The person is in; the session has a new key."""
    trace.record(person, "sign_in", by=person, label="登录", address=address)


def signed_out(person: Person) -> None:
    """The person left by the door; an idle session ends without an event."""
    trace.record(person, "sign_out", by=person, label="退出")


def sign_in_failed(person: Person, *, address: str, left: int) -> None:
    """A wrong password for a known staff number; the last one locks, which is an event too."""
    trace.record(
        person, "sign_in_failed", by=VISITOR, label="登录失败", address=address, tries_left=left
    )
    if not left:
        trace.record(person, "lock", by=VISITOR, label="账号锁定", address=address)


def code_failed(person: Person, *, address: str) -> None:
    """The password was right, the second factor was not."""
    trace.record(person, "code_failed", by=VISITOR, label="动态码不对", address=address)


def refused_inactive(person: Person, *, address: str) -> None:
    """The right password of a stopped account."""
    trace.record(person, "sign_in_refused", by=VISITOR, label="停用账号登录", address=address)


def totp_changed(person: Person, label: str) -> None:
    """The person turned the second factor on or off, or made new recovery codes."""
    trace.record(person, "totp", by=person, label=label)
