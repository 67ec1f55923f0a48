"""Two texts of an article side by side (版本对照): record, files, body; at the desk, in public.

One function for both, so that what staff see changed the public sees changed too.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mingzheng.screens.rules.differences import Field, Row, compare_bodies, compare_records
from mingzheng.texts.rules.content import Content, Enclosure

Recorded = Callable[[Content, int], dict[str, str]]  # words.record_of or words.public_record_of


@dataclass(frozen=True)
class Comparison:
    """What differs: parts of the record and files that do, every paragraph."""

    fields: list[Field]
    rows: list[Row]

    @property
    def changed(self) -> int:
        """In how many places the two differ."""
        return len(self.fields) + sum(row.is_changed for row in self.rows)


def compare(
    before: Content | None, after: Content | None, office: int, recorded: Recorded
) -> Comparison:
    """Two texts of an office's article; None where there is none. Six queries at most."""
    old, new = before or Content(), after or Content()
    was = (recorded(old, office) if before else {}) | _files(old, {})
    known = {one.name: one.content_hash for one in old.files}
    now = (recorded(new, office) if after else {}) | _files(new, known)
    return Comparison(compare_records(was, now), compare_bodies(old.body, new.body))


def _files(content: Content, known: Mapping[str, str]) -> dict[str, str]:
    """Files by their names; where the earlier text had one so called, but other bytes, it says."""
    shown = set(content.pictures)
    pictures = [one for one in content.files if one.attachment in shown]
    found = {"附件": _names(content.listed, known), "正文里的图片": _names(pictures, known)}
    return {label: names for label, names in found.items() if names}


def _names(files: Iterable[Enclosure], known: Mapping[str, str]) -> str:
    return "；".join(
        one.name
        if known.get(one.name, one.content_hash) == one.content_hash
        else f"{one.name}（文件换过）"
        for one in files
    )
