"""Addresses as typed, as kept, as shown (邮箱、手机号码). Pure."""

import re

from mingzheng.channels.rules.texting import number_of

MAIL = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
LONGEST = 120


def tidy(medium: str, typed: str) -> str | None:
    """The address as it is kept, so that one person is one subscriber; None if it is none."""
    if medium == "sms":
        return number_of(typed)
    typed = typed.strip()
    if len(typed) > LONGEST or not MAIL.fullmatch(typed):
        return None
    name, _, host = typed.rpartition("@")
    return f"{name}@{host.lower()}"


def found_by(address: str) -> str:
    """What an address is found by: mail goes where it was typed, but A@ and a@ are one mailbox.

    Otherwise one mailbox could be asked about as often as its name can be spelled.
    """
    return address.lower()


def masked(medium: str, address: str) -> str:
    """An address as the desk shows it: who reads it cannot write to it."""
    if medium == "sms":
        return f"{address[:3]}****{address[-4:]}"
    name, _, host = address.rpartition("@")
    return f"{name[:1]}***@{host}"
