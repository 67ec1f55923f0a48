"""Codes of items and bodies (编码): lengths by profile, and what is wrong with one. Pure.

GB 32100-2015: a 统一社会信用代码 has 18 characters with a check character. The 12 and 31 of
GB/T 39554.1-2020 are from memory and to be confirmed by a person (待核实): they are rows, not law.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingzheng.accounts.rules import credit_code_fault

CREDIT_CODE_LENGTH = 18  # GB 32100-2015


@dataclass(frozen=True)
class Profile:
    """One way to write a code: which code, how long it is, and a pattern where there is one."""

    kind: str
    name: str
    length: int = 0
    pattern: str = ""


def fault(kind: str, code: str, profiles: Sequence[Profile]) -> str:
    """What is wrong with a code in words; '' when it fits some profile, or none is given.

    A body's code without profiles is a 统一社会信用代码.
    """
    if not code:
        return ""
    mine = [profile for profile in profiles if profile.kind == kind]
    if kind == "body_code" and not mine:
        return _body_fault(code)
    if not mine or any(_fits(code, profile) for profile in mine):
        return ""
    lengths = [str(p.length) for p in mine if p.length]
    wanted = f"应当是 {'、'.join(lengths)} 位" if lengths else "写法不对"
    return f"{len(code)} 个字符，{wanted}（{'、'.join(p.name for p in mine)}）。"


def _fits(code: str, profile: Profile) -> bool:
    if profile.length and len(code) != profile.length:
        return False
    return not profile.pattern or bool(re.fullmatch(profile.pattern, code))


def _body_fault(code: str) -> str:
    if len(code) != CREDIT_CODE_LENGTH:
        return f"{len(code)} 个字符，统一社会信用代码应当是 {CREDIT_CODE_LENGTH} 位。"
    return credit_code_fault(code) or ""


def pattern_fault(pattern: str) -> str:
    """Why a pattern cannot be used; '' when it can."""
    try:
        re.compile(pattern)
    except re.error as error:
        return f"这个写法读不懂：{error.msg}。"
    return ""
