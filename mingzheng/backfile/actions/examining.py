"""An upload examined (逐行核对): what is new, what is there already, what is wrong, row by row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.backfile.models import CarriedArticle, FormerAddress
from mingzheng.backfile.rules.addresses import plain as plain_address
from mingzheng.backfile.rules.drafting import Draft, draft
from mingzheng.backfile.rules.opening import is_list, open_rows
from mingzheng.backfile.rules.rows import LABELS, Problem, Row, named
from mingzheng.backfile.rules.screening import findings_of, problems_of
from mingzheng.backfile.rules.sources import heads_of
from mingzheng.checklists import queries as lists
from mingzheng.prose.rules.reading import plain
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import Visibility

AT_ONCE = 500
SAMPLES = 20  # of what would come in, for the preview
WITHDRAWN = "这条信息入库以后撤回了（{}），不再入库。要重新公开，在工作台另起一份稿件。"
DIFFERS = "这个原网址的信息已经入库，内容不一样，没有改动。确实要改的，在工作台办更正。"
PROBLEM_KEYS = ("sheet", "row", "column", "code", "message", "value")
KNOWN = frozenset({"duplicate"})
Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass
class Examined:
    """What an upload comes to. Every row is new, unchanged, a duplicate, or has a problem."""

    rows: int = 0
    new: list[Draft] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    heads: list[tuple[str, str]] = field(default_factory=list)

    @property
    def duplicates(self) -> int:
        """How many rows say what a row before them says."""
        return sum(one.code in KNOWN for one in self.problems)

    @property
    def left_out(self) -> int:
        """How many rows come in neither now nor before, and why is told."""
        rows = {(one.sheet, one.row) for one in self.problems if one.is_blocking}
        return len(rows) - self.duplicates


def examine(
    office: Organisation,
    name: str,
    data: bytes,
    *,
    mapping: Mapping[str, str] | None = None,
    passed: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Examined:
    """Read an upload for an office; nothing is written. Raises Refused for a file as a whole.

    `mapping` says which column is which, `passed` of findings who let them pass and why.
    """
    found = list(open_rows(name, data, mapping))
    rows = [one for one in found if isinstance(one, Row)]
    problems = [one for one in found if isinstance(one, Problem)]
    lost = {(one.sheet, one.row) for one in problems if one.is_blocking}
    done = Examined(len(rows) + len(lost), problems=problems)
    if is_list(name):
        heads = heads_of(data)
        done.heads = list(zip(heads, named(heads, mapping), strict=True))
    drafts, wrong = draft(_followed(rows, progress, 0, 2), today=timezone.localdate())
    done.problems += wrong
    _compare(office, drafts, done)
    _screen(done, passed or {}, progress)
    return done


def _followed(some: Sequence[T], progress: Progress | None, part: int, of: int) -> Iterator[T]:
    """The same one after the other, telling how far: as part `part` (from 0) of `of` equal ones."""
    for at, one in enumerate(some):
        if progress and at % 50 == 0:
            progress(part * len(some) + at, of * len(some))
        yield one


def _screen(done: Examined, passed: Mapping[str, str], progress: Progress | None) -> None:
    """Hold back what is new and has a red finding that nobody let pass; all findings are told.

    What is public already is not asked about again: a second import finds it unchanged.
    """
    words, hosts = lists.words(), lists.hosts_for()
    kept = []
    for one in _followed(done.new, progress, 1, 2):
        told = problems_of(one, findings_of(one, words, hosts), passed)
        done.problems += told
        if not any(each.is_blocking for each in told):
            kept.append(one)
    done.new = kept


def _problem(one: Draft, column: str, code: str, message: str, value: str) -> Problem:
    return Problem(one.row.sheet, one.row.number, column, code, message, value)


def _compare(office: Organisation, drafts: list[Draft], done: Examined) -> None:
    """Part what is new from what the office has: by text, then by its old address."""
    published = _published(office, {one.title for one in drafts})
    for start in range(0, len(drafts), AT_ONCE):
        some = drafts[start : start + AT_ONCE]
        carried = _carried(office, some)
        taken = _taken(office, some)
        for one in some:
            if (reason := carried.get(one.fingerprint)) is not None:
                if reason:
                    words = WITHDRAWN.format(reason)
                    done.problems.append(_problem(one, "title", "withdrawn", words, one.title))
                else:
                    done.unchanged += 1
            elif (one.title, _bare(plain(one.html))) in published:
                done.unchanged += 1
            elif address_of(one) in taken:
                url = one.row.fields["url"]
                done.problems.append(_problem(one, "url", "differs", DIFFERS, url))
            else:
                done.new.append(one)


def _carried(office: Organisation, drafts: Sequence[Draft]) -> dict[str, str]:
    """Fingerprints that came over before, with why they were withdrawn; '' for what is public."""
    found = CarriedArticle.objects.filter(
        organisation=office, fingerprint__in=[one.fingerprint for one in drafts], is_undone=False
    )
    rows = found.values_list("fingerprint", "article__visibility", "article__withdrawn_reason")
    return {
        fingerprint: reason if visibility == Visibility.WITHDRAWN else ""
        for fingerprint, visibility, reason in rows
    }


def _taken(office: Organisation, drafts: Sequence[Draft]) -> set[str]:
    """Which of their old addresses lead to an article of this office already."""
    asked = {address_of(one) for one in drafts} - {""}
    found = FormerAddress.objects.filter(address__in=asked, article__organisation=office)
    return set(found.values_list("address", flat=True))


def _published(office: Organisation, titles: set[str]) -> set[tuple[str, str]]:
    """Title and bare text of what the office published itself under one of these titles."""
    own = Article.objects.filter(
        organisation=office, visibility=Visibility.PUBLIC, carried_at=None
    ).values_list("pk", "title")
    keys = [key for key, title in own.iterator(5000) if title in titles]
    found: set[tuple[str, str]] = set()
    for start in range(0, len(keys), AT_ONCE):
        texts = Article.objects.filter(pk__in=keys[start : start + AT_ONCE])
        for title, body in texts.values_list("title", "public__body"):
            found.add((title, _bare(plain(body))))
    return found


def _bare(text: str) -> str:
    return "".join(text.split())


def address_of(one: Draft) -> str:
    """The address it had, as it is compared; '' for none."""
    return plain_address(one.row.fields.get("url", ""))[0]


def report(found: Examined) -> dict[str, Any]:
    """The row-by-row report as JSON, what must be looked at first."""
    told = [
        {
            "sheet": one.sheet,
            "row": one.row,
            "column": LABELS.get(one.column, one.column),
            "code": one.code,
            "message": one.message,
            "value": one.value,
            "blocking": one.is_blocking and one.code not in KNOWN,
            **({"marks": list(one.marks), "passed": one.passed} if one.marks else {}),
        }
        for one in found.problems
    ]
    return {
        "rows": found.rows,
        "counts": {
            "created": len(found.new),
            "unchanged": found.unchanged,
            "duplicates": found.duplicates,
            "left_out": found.left_out,
        },
        "heads": found.heads,
        "problems": sorted(
            told,
            key=lambda one: (not one["blocking"], one["code"] in KNOWN, one["sheet"], one["row"]),
        ),
        "samples": [
            [one.title, one.day.isoformat(), len(plain(one.html)), list(one.notes)]
            for one in found.new[:SAMPLES]
        ],
    }
