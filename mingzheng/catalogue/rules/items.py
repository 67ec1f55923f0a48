"""What one row of the catalogue says (公开事项的内容), apart from where it is stored.

One shape for imports, differences, quality, exports and duties, so that they cannot disagree.
Columns: the table of 国办发〔2019〕54号 (docs/law.md), 五公开 stage, post, custom columns.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

REQUIRED, OPTIONAL = "required", "optional"


@dataclass(frozen=True)
class Choice:
    """A ticked entry: its words, and whether it is required (必选) or optional (可选)."""

    text: str
    need: str = REQUIRED


@dataclass(frozen=True)
class ItemContent:
    """Everything a catalogue row says. Equal contents are the same row for an import."""

    field_code: str
    level1: str
    level2: str = ""
    elements: tuple[Choice, ...] = ()
    bases: tuple[str, ...] = ()
    limit_text: str = ""
    subject_text: str = ""
    channels: tuple[Choice, ...] = ()
    audience_all: bool = False
    audience_some: str = ""
    mode: str = "unclear"
    levels: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    post: str = ""
    override_text: str = ""
    override_source: str = ""
    custom: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """一级事项：二级事项, or the one that is there."""
        parts = [part for part in (self.level1, self.level2) if part]
        return "：".join(dict.fromkeys(parts))

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows of two editions the same item: field and both names."""
        return (self.field_code, plain(self.level1), plain(self.level2))

    def fingerprint(self) -> str:
        """Content hash (32 hex digits): differs exactly when the row says something else."""
        said = [
            [self.field_code, self.level1, self.level2, self.limit_text, self.subject_text],
            [[choice.text, choice.need] for choice in self.elements],
            [[choice.text, choice.need] for choice in self.channels],
            [self.bases, self.levels, self.stages, sorted(self.custom.items())],
            [self.audience_all, self.audience_some, self.mode, self.post],
            [self.override_text, self.override_source],
        ]
        text = json.dumps(said, ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def having(self, **changes: Any) -> "ItemContent":
        """The same row with some columns changed."""
        return replace(self, **changes)


def plain(text: str) -> str:
    """A name without what offices write differently: width, spaces, brackets, punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s()\[\]{}<>《》〈〉“”\"'‘’、，,。.;；:：·\-—_/]+", "", folded)


def field_codes(codes: Iterable[str]) -> str:
    """Take codes of items; return those of their fields, to look for one: ",05,20,"; "" of none."""
    found = sorted({code[:-4] for code in codes})
    return f",{','.join(found)}," if found else ""
