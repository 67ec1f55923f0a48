"""What a rule must say (规则检查): posts, times, 保密审查, publication, one name for one post."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingzheng.files.rules.words import plain
from mingzheng.workrules.rules.course import AFTERWARDS, Row, span_of
from mingzheng.workrules.rules.timing import STATUTORY, Fit, fit
from mingzheng.workrules.states import RowKind, TimeUnit

MAKERS = frozenset({RowKind.MAKE, RowKind.PROPOSE})
JUDGES = frozenset({RowKind.CHECK, RowKind.SECRECY, RowKind.SIGN})


@dataclass(frozen=True)
class Fault:
    """Something that does not hold in a rule; blocking ones hold the set back from review."""

    code: str
    words: str
    blocking: bool = True


def faults(rows: Sequence[Row]) -> list[Fault]:
    """Everything wrong with one rule, in the order of its rows."""
    if not rows:
        return [Fault("no_rows", "还没有写程序。")]
    return [*_of_rows(rows), *_of_order(rows), *_of_hands(rows), *_of_law(rows)]


def _of_rows(rows: Sequence[Row]) -> list[Fault]:
    found = []
    for number, row in enumerate(rows, start=1):
        if not row.post.strip():
            found.append(Fault("no_post", f"第 {number} 步“{row.name}”没有写岗位。"))
        if row.limit is None and row.unit != TimeUnit.AT_ONCE and row.kind not in AFTERWARDS:
            words = f"第 {number} 步“{row.name}”没有写时限；不占时间的选“随办随走”。"
            found.append(Fault("no_time", words))
    return found


def _of_order(rows: Sequence[Row]) -> list[Fault]:
    kinds = [row.kind for row in rows]
    if RowKind.PUBLISH not in kinds:
        return [Fault("not_published", "没有“发布”这一步，信息走不到公开。")]
    at = kinds.index(RowKind.PUBLISH)
    late = [row.name for row in rows[at + 1 :] if row.kind not in {*AFTERWARDS, RowKind.PUBLISH}]
    if late:
        words = f"“{'”“'.join(late)}”排在发布以后；发布以后只能是维护更新、登记备案。"
        return [Fault("after_publishing", words)]
    return []


def _of_law(rows: Sequence[Row]) -> list[Fault]:
    found = []
    if not any(row.kind == RowKind.SECRECY for row in rows):
        # 《政府信息公开条例》第十七条: reviewed before it is published, with procedure and duty.
        words = "没有“保密审查”这一步，公开以前必须审查（《政府信息公开条例》第十七条）。"
        found.append(Fault("no_secrecy", words))
    if not any(row.kind in MAKERS for row in rows):
        words = "没有写信息形成时谁提出公开属性（国办发〔2016〕80号）。"
        found.append(Fault("no_attribute", words, blocking=False))
    span = span_of(rows)
    if fit(span, STATUTORY) is Fit.OVER:
        # 《政府信息公开条例》第二十六条: 20 working days, unless another law says otherwise.
        words = (
            f"各步加起来 {span.words}，超过 20 个工作日（《政府信息公开条例》第二十六条）；"
            "只有法律、法规另定了更长期限的事项才可以。"
        )
        found.append(Fault("beyond_statute", words, blocking=False))
    return found


def _of_hands(rows: Sequence[Row]) -> list[Fault]:
    """Whoever makes it does not pass it."""
    makers = {plain(row.post): row for row in rows if row.kind in MAKERS and row.post}
    return [
        Fault(
            "same_hand",
            f"“{row.name}”和“{makers[plain(row.post)].name}”都是{row.post}，自己审自己。",
        )
        for row in rows
        if row.kind in JUDGES and plain(row.post) in makers
    ]


def posts_unlike(rules: Iterable[Sequence[Row]]) -> list[Fault]:
    """Posts that mean the same and are written in two ways across an office's rules (岗位名称)."""
    written: dict[str, list[str]] = defaultdict(list)
    for rows in rules:
        for row in rows:
            name = row.post.strip()
            if name and name not in written[_bare(name)]:
                written[_bare(name)].append(name)
    return [
        Fault("posts_differ", f"岗位“{'”“'.join(names)}”写法不一样，统一成一个。", blocking=False)
        for names in written.values()
        if len(names) > 1
    ]


def _bare(post: str) -> str:
    """A post without what people add or leave out: spaces, marks, 岗 at the end, 的."""
    name = plain(post).replace("的", "")
    for ending in ("岗位", "岗"):
        name = name.removesuffix(ending) or name
    return name
