"""Lists of words and of sites (词库、可以链接的网站), kept by the openness office."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from mingzheng.checklists.models import AllowedHost, Word, WordList
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied
from mingzheng.proofing.rules.links import HOST, is_inner
from mingzheng.proofing.rules.words import LEAST
from mingzheng.proofing.states import WordKind

SEED = Path(__file__).parent.parent / "seed"
STARTER = "公文常见错误"
STARTER_HOSTS = (("gov.cn", "全国政府网站", "各级政府和部门的网站"),)
Row = TypeVar("Row", WordList, Word, AllowedHost)


@dataclass(frozen=True)
class WordDraft:
    """One row of a workbook of words."""

    wrong: str
    right: str = ""
    kind: str = WordKind.TYPO.value
    contexts: str = ""
    source: str = ""
    is_reviewed: bool = False


def may_edit(by: Actor) -> bool:
    """True for whoever holds the deed word.edit over the whole area: its root and not a part."""
    return any("word.edit" in one.deeds and one.path.count("/") <= 2 for one in by.grants)


def demand(by: Actor) -> None:
    """Raise Denied unless this person keeps the lists."""
    if not may_edit(by):
        raise Denied("检查用的词库和网站名单由政务公开办维护。")


@transaction.atomic
def load_starter() -> int:
    """Lay the starter list and sites where they are missing; returns how many words are new."""
    found, is_new = WordList.objects.get_or_create(
        name=STARTER, defaults={"source": "随系统提供，供参考"}
    )
    for host, name, note in STARTER_HOSTS:
        AllowedHost.objects.get_or_create(host=host, defaults={"name": name, "note": note})
    if not is_new:
        return 0  # what the office took out of it stays out
    with (SEED / "words.csv").open(encoding="utf-8", newline="") as file:
        rows = [Word(word_list=found, is_reviewed=True, **row) for row in csv.DictReader(file)]
    return len(Word.objects.bulk_create(rows))


def save_list(row: WordList, *, by: Actor) -> WordList:
    """Add or change a list, switch it on or off. Denied, Blocked."""
    return _save(row, by)


def save_word(row: Word, *, by: Actor) -> Word:
    """Add or change a word; it works from then on if it is reviewed. Denied, Blocked."""
    if said := fault_of(WordDraft(row.wrong, row.right, row.kind, row.contexts)):
        raise Blocked(said)
    return _save(row, by)


def save_host(row: AllowedHost, *, by: Actor) -> AllowedHost:
    """Add or change a site that may be linked to; subdomains are meant too. Denied, Blocked."""
    row.host = row.host.strip().lower().removeprefix("https://").removeprefix("http://").strip("/.")
    if "." not in row.host or not HOST.fullmatch(row.host) or is_inner(row.host):
        raise Blocked("域名要像 www.example.com，不带网址里的路径。")
    return _save(row, by)


def fault_of(word: WordDraft) -> str:
    """What is wrong with a word, as a sentence; empty if nothing is."""
    if len(word.wrong.strip()) < LEAST:
        return "“查什么词”至少要两个字，一个字会到处都查出来。"
    if word.wrong == word.right:
        return "两边写的一样，不用列。"
    if word.kind == WordKind.TITLE and not word.right:
        return "姓名和职务要写明职务，几个职务用；隔开。"
    lost = [one for one in contexts_of(word.contexts) if word.wrong not in one]
    if lost:
        return f"“这样用不算错”里的“{lost[0]}”没有“{word.wrong}”这个词，不起作用。"
    return ""


def contexts_of(text: str) -> tuple[str, ...]:
    """The phrases of a cell, divided by ；."""
    return tuple(one.strip() for one in text.replace(";", "；").split("；") if one.strip())


@transaction.atomic
def put_words(word_list: WordList, rows: Sequence[WordDraft], *, by: Actor) -> tuple[int, int]:
    """Add and change words of a list as a workbook says, all or nothing; returns (new, changed).

    Words that are not in the workbook stay as they are. Denied.
    """
    demand(by)
    have = {one.wrong: one for one in word_list.words.all()}
    new, changed = [], []
    for draft in rows:
        there = have.get(draft.wrong)
        if there is None:
            new.append(Word(word_list=word_list, **asdict(draft)))
        elif any(getattr(there, name) != value for name, value in asdict(draft).items()):
            for name, value in asdict(draft).items():
                setattr(there, name, value)
            changed.append(there)
    Word.objects.bulk_create(new, batch_size=200)
    Word.objects.bulk_update(changed, Word.COLUMNS, batch_size=200)
    if new or changed:
        trace.record(
            word_list,
            "put_words",
            by=by,
            label="导入词表",
            created=len(new),
            updated=len(changed),
            codes=[one.wrong for one in [*new, *changed]][:200],
        )
    return len(new), len(changed)


@transaction.atomic
def remove(row: WordList | Word | AllowedHost, *, by: Actor) -> None:
    """Take a word, a list with its words, or a site away; the trace keeps what it said. Denied."""
    demand(by)
    gone = {str(_label(row, name)): [str(getattr(row, name)), ""] for name in row.COLUMNS}
    label = f"删除{row._meta.verbose_name}"
    trace.record(row, "remove_entry", by=by, label=label, changes=gone)
    row.delete()


@transaction.atomic
def _save(row: Row, by: Actor) -> Row:
    demand(by)
    what = row._meta.verbose_name
    model: Any = type(row)
    stored = model.objects.filter(pk=row.pk).values(*row.COLUMNS).first() if row.pk else None
    changes = {
        str(_label(row, name)): [str((stored or {}).get(name, "")), str(getattr(row, name))]
        for name in row.COLUMNS
        if stored is None or stored[name] != getattr(row, name)
    }
    if not changes:
        return row
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Blocked(f"已经有这一条{what}了。") from error
    label = f"修改{what}" if stored else f"增加{what}"
    step = "edit_entry" if stored else "add_entry"
    trace.record(row, step, by=by, label=label, changes=changes)
    return row


def _label(row: WordList | Word | AllowedHost, name: str) -> Any:
    return {one.name: one.verbose_name for one in row._meta.fields}[name]
