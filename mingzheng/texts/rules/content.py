"""What an article says (稿件内容): everything that is approved together and goes out together."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from mingzheng.prose.rules.reading import alts_in, is_empty, pictures_in
from mingzheng.texts.states import (
    DOCUMENT_KINDS,
    ArticleKind,
    Disclosure,
    Genre,
    InterpretationForm,
)

TITLE_LONGEST = 300
BODY_LONGEST = 2_000_000  # characters of HTML; a longer text is a file to attach


@dataclass(frozen=True)
class Tie:
    """A relation to another article (its short address) or to a document outside (title, url)."""

    relation: str
    article: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A file by the name that the public sees (附件), or a picture of the body (image:key).

    `attachment` is the key of what is stored, `content_hash` stands for its bytes; without them it
    is a mere name, from before files were kept.
    """

    name: str
    attachment: int | None = None
    content_hash: str = ""


@dataclass(frozen=True)
class Content:
    """One text with its record (law.md §4): title, body, numbers, dates, classes, links.

    `columns` are keys of columns, the first is the home; `items` codes of catalogue items that
    it fulfils, `dues` which of their dues (none: what is suggested); `files` attachments
    in their order, then the pictures of the body.
    """

    title: str = ""
    subtitle: str = ""
    body: str = ""
    kind: str = ArticleKind.OTHER.value
    document_number: str = ""
    dated_on: date | None = None
    formed_on: date | None = None
    topic: str = ""
    genre: str = Genre.NONE.value
    keywords: str = ""
    summary: str = ""
    source: str = ""
    disclosure: str = Disclosure.ACTIVE.value
    disclosure_ground: str = ""
    form: str = InterpretationForm.NONE.value
    video_url: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    columns: tuple[int, ...] = ()
    items: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    files: tuple[Enclosure, ...] = ()
    dues: tuple[str, ...] = ()

    @property
    def is_document(self) -> bool:
        """True for kinds that are official documents: they have a number and a validity."""
        return self.kind in DOCUMENT_KINDS

    @property
    def pictures(self) -> list[int]:
        """The keys of the stored pictures that the body shows."""
        return pictures_in(self.body)

    @property
    def listed(self) -> list[Enclosure]:
        """The files that stand under the text, those that it shows left out."""
        shown = set(self.pictures)
        return [one for one in self.files if one.attachment not in shown]


NAMES = tuple(field.name for field in fields(Content))
PLAIN_COLUMNS = tuple(n for n in NAMES if n not in {"columns", "items", "ties", "files", "dues"})


def tidy(content: Content) -> Content:
    """The content as it is kept: no white space around one-line texts, nothing said twice."""
    changes: dict[str, Any] = {
        name: " ".join(getattr(content, name).split())
        for name in ("title", "subtitle", "document_number", "topic", "keywords", "source")
    }
    changes["summary"] = content.summary.strip()
    changes["disclosure_ground"] = content.disclosure_ground.strip()
    changes["body"] = content.body.strip()
    for name in ("columns", "items", "ties", "files", "dues"):
        changes[name] = tuple(dict.fromkeys(getattr(content, name)))
    if content.kind != ArticleKind.INTERPRETATION:
        changes["form"] = InterpretationForm.NONE.value
    if changes.get("form", content.form) != InterpretationForm.VIDEO:
        changes["video_url"] = ""
    return replace(content, **changes)


def missing(content: Content) -> list[str]:
    """What a page cannot be without beside its record, as words for a sentence; empty if whole.

    Which fields of the record a kind must have, the checks say (proofing.rules.fields).
    """
    needed: dict[str, object] = {
        "正文（或者附件）": not is_empty(content.body) or content.files,
        "栏目": content.columns,
        "正文里图片的替代文字": all(map(str.strip, alts_in(content.body))),
    }
    if content.kind == ArticleKind.INTERPRETATION:
        needed["解读形式"] = content.form
    if content.form == InterpretationForm.VIDEO:  # WCAG 1.2: what is said must be read too
        has_file = any(one.name.lower().endswith(".mp4") for one in content.files)
        needed["视频（附件里的 MP4，或者视频网址）"] = has_file or content.video_url
        needed["视频的文字内容（写在正文里）"] = not is_empty(content.body)
    if content.disclosure != Disclosure.ACTIVE:
        needed["不主动公开的理由"] = content.disclosure_ground
    return [word for word, there in needed.items() if not there]


def faults(content: Content, today: date) -> list[str]:
    """What cannot be right, each a sentence that says what to do; empty if nothing is wrong."""
    found = []
    if len(content.title) > TITLE_LONGEST:
        found.append(f"标题有 {len(content.title)} 个字，最多 {TITLE_LONGEST} 个字，缩短后再存。")
    if len(content.body) > BODY_LONGEST:
        found.append("正文太长，把长表格、长名单做成附件再存。")
    if content.dated_on and content.dated_on > today:
        found.append(f"成文日期 {content.dated_on:%Y-%m-%d} 还没有到，检查年月日。")
    if content.formed_on and content.formed_on > today:
        found.append(f"形成日期 {content.formed_on:%Y-%m-%d} 还没有到，检查年月日。")
    if content.formed_on and content.dated_on and content.formed_on > content.dated_on:
        found.append(
            f"形成日期 {content.formed_on:%Y-%m-%d} 晚于成文日期 {content.dated_on:%Y-%m-%d}。"
            "文件写成时信息就形成了，形成日期写成文日期，或者更早的一天。"
        )
    ends = content.expires_on
    for name, begins in (("施行日期", content.effective_on), ("成文日期", content.dated_on)):
        if begins and ends and ends <= begins:
            found.append(f"失效日期要在{name}以后，检查这两个日期。")
    return found
