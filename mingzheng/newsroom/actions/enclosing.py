"""Files of a draft (附件和图片): taken in, ordered, renamed, taken out; each a new revision."""

from dataclasses import replace
from html import escape

from django.db import transaction

from mingzheng.core.access import Actor, Blocked
from mingzheng.prose import actions as prose
from mingzheng.prose import queries as stored
from mingzheng.prose.models import Attachment
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Manuscript, Revision
from mingzheng.texts.rules.content import Content, Enclosure

MOST = 50  # files of one text; more are a packed folder
TWICE = "同样的文件已经附上了，不用再传。"
GONE = "这个文件已经不在了，请刷新后再看。"


@transaction.atomic
def enclose(
    manuscript: Manuscript, name: str, data: bytes, *, by: Actor, base: int, alt: str = ""
) -> Attachment:
    """Take a file in as the last attachment; a picture with words (`alt`) goes to the text's end.

    Raises Denied, Blocked, and Refused with a sentence for a file that may not be attached.
    """
    content = _content(manuscript, by)
    if len(content.files) >= MOST:
        raise Blocked(f"一条信息最多附 {MOST} 个文件，多的打成一个压缩包。")
    office = manuscript.organisation
    made = prose.store(name, data, by=by, organisation=office, alt=alt)
    new = enclosure(made)
    if any((one.name, one.content_hash) == (new.name, new.content_hash) for one in content.files):
        raise Blocked(TWICE)
    body = content.body
    if made.is_picture and alt.strip():
        body += figure(f"image:{made.pk}", made.alt)
    _save(manuscript, replace(content, body=body, files=(*content.files, new)), by, base)
    return made


def enclosure(one: Attachment) -> Enclosure:
    """A stored file as a text names it."""
    return Enclosure(one.name, one.pk, one.content.content_hash)


def figure(src: str, alt: str) -> str:
    """A picture as a body writes it."""
    return f'\n<figure><img src="{escape(src)}" alt="{escape(alt)}"></figure>'


@transaction.atomic
def take_out(manuscript: Manuscript, key: int, *, by: Actor, base: int) -> Revision | None:
    """Take a file out of the draft; earlier revisions keep theirs. Raises Denied, Blocked."""
    content = _content(manuscript, by)
    if key in content.pictures:
        raise Blocked("正文里还放着这张图片，先从正文里去掉，再移除文件。")
    kept = tuple(one for one in content.files if one.attachment != key)
    if len(kept) == len(content.files):
        raise Blocked(GONE)
    return _save(manuscript, replace(content, files=kept), by, base)


@transaction.atomic
def move_up(manuscript: Manuscript, key: int, *, by: Actor, base: int) -> Revision | None:
    """Let a file stand one place further up. Raises Denied, Blocked."""
    content = _content(manuscript, by)
    files = list(content.files)
    at = _place(content, key)
    # Over pictures of the body, which nobody sees in the list.
    listed = [n for n in range(at) if files[n].attachment not in content.pictures]
    if not listed:
        raise Blocked("已经是第一个了。")
    files[at], files[listed[-1]] = files[listed[-1]], files[at]
    return _save(manuscript, replace(content, files=tuple(files)), by, base)


@transaction.atomic
def rename(manuscript: Manuscript, key: int, name: str, *, by: Actor, base: int) -> Revision | None:
    """Call a file by another name, its ending kept. Raises Denied, Blocked."""
    content = _content(manuscript, by)
    if not name.strip():
        raise Blocked("写上附件的名称。")
    files = list(content.files)
    at = _place(content, key)
    if key in content.pictures:
        raise Blocked("正文里的图片不用名称，要改的是替代文字，在正文里改。")
    (old,) = stored.attachments([key])
    files[at] = enclosure(prose.restated(old, by=by, name=name))
    if files[at].name == old.name:
        return None
    return _save(manuscript, replace(content, files=tuple(files)), by, base)


def _content(manuscript: Manuscript, by: Actor) -> Content:
    drafting.hold_draft(manuscript, by)
    return manuscript.revision.content if manuscript.revision else Content()


def _place(content: Content, key: int) -> int:
    for at, one in enumerate(content.files):
        if one.attachment == key:
            return at
    raise Blocked(GONE)


def _save(manuscript: Manuscript, content: Content, by: Actor, base: int) -> Revision | None:
    if not manuscript.revision:  # nothing was written yet: what a first draft begins with
        office, kind = manuscript.organisation.name, manuscript.article.kind
        content = replace(content, kind=kind, source=office)
    return drafting.save_revision(manuscript, content, by=by, base=base)
