"""What the offices of the demo county have published: through every review, by their own people."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.columns import actions as columns
from mingzheng.columns.models import Column
from mingzheng.core.access import Actor
from mingzheng.core.calendar import ONE_DAY
from mingzheng.demo import places
from mingzheng.dues.queries import items_owed_by
from mingzheng.notifications.actions import announce
from mingzheng.publishing.actions import drafting, reviewing
from mingzheng.publishing.actions.releasing import settle_validity
from mingzheng.publishing.actions.settings import set_plan
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import ManuscriptState as At
from mingzheng.publishing.states import Purpose
from mingzheng.specimens import ageing, days, enclosed, villages
from mingzheng.specimens.interpretations import interpret
from mingzheng.texts.rules.content import Content
from mingzheng.texts.states import DOCUMENT_KINDS, Genre
from mingzheng.texts.states import ArticleKind as K

GENERAL = "YX01"  # the government's own office, which writes for the whole county
BODIES = ("department", "street", "town")  # 行政机关, which have what 条例 art 20 lists
YEAR = timedelta(days=380)
CORRECTED = 26  # days ago; the notice itself went out before
# What the portal shows of a department: its slug there, beside the department's own column.
SHARED = {
    K.NEWS: "news",
    K.NOTICE: "notices",
    K.INTERPRETATION: "interpretations",
    K.RESPONSE: "responses",
}
OWN = {
    K.NEWS: "news",
    K.NOTICE: "notices",
    K.INTERPRETATION: "interpretations",
    K.NORMATIVE: "policies",
    K.PLAN: "plans",
    K.BUDGET: "budgets",
    K.STATISTICS: "statistics",
    K.SYSTEM: "systems",
    K.ANNUAL_REPORT: "annual-reports",
    K.POSTING: "notices",
    K.PERSONNEL: "recruitment",
    K.INSTITUTION: "functions",
    K.RESPONSE: "notices",
}
TEXTS: dict[str, Any] = json.loads((places.DATA / "texts.json").read_text("utf-8"))
Job = tuple[date, Callable[[], object]]  # the day on which it goes out, and what to do


def publish(
    offices: Mapping[str, Organisation], writer: "Writer", by: Actor, more: Iterable[Job] = ()
) -> int:
    """Lay columns, then publish what the offices have, day by day; how many articles went out.

    `more`: what else goes out on its day, by others.
    """
    county = writer.county
    known = [one for one in offices.values() if one.kind in BODIES]
    with days.at(days.morning(timezone.localdate() - YEAR)):
        for office in (county, *known):
            columns.lay_columns(office, by=by)
        # Offices of the demo have one reviewer each: three reviews, by three people.
        set_plan(county, 3, by=by)
        ageing.ask_four(offices, by)
    jobs = [
        *more,
        *ageing.jobs(offices, writer),
        *enclosed.jobs(offices, writer),
        *villages.jobs(offices, writer, by),
        *(_row(writer, offices, row) for row in places.rows_of("articles")),
    ]
    for number, row in enumerate(places.rows_of("policies"), start=1):
        jobs.append(_policy(writer, offices.get(row["office"]), row, number))
    jobs += [_budget(writer, office, number) for number, office in enumerate(known[:4])]
    jobs += [job for office in known[:3] for job in _fixed(writer, office)]
    jobs.append(_correct(writer, offices.get("YX10")))
    for day, job in sorted(jobs, key=lambda one: one[0]):
        writer.pace = days.pace(day)
        job()
        with days.at(days.morning(day + ONE_DAY)):
            announce(timezone.now())
    writer.pace = None
    settle_validity(timezone.localdate())
    return Article.objects.filter(visibility="public").count()


def ago(number: int | str) -> date:
    """The workday so many days before today."""
    return days.workday(timezone.localdate() - timedelta(days=int(number)))


def _row(writer: "Writer", offices: Mapping[str, Organisation], row: dict[str, str]) -> Job:
    """One line of articles.csv; `took`: working days from the day it was formed until it is out."""
    out_on, office, text = ago(row["ago"]), offices.get(row["office"]), row["text"]
    said: dict[str, object] = {"summary": text}
    if row["took"]:
        said["formed_on"] = days.workday(out_on, int(row["took"]))

    def put() -> None:
        writer.until = row["until"]
        said["items"] = items_of(office, row["item"])
        writer.put(office, K(row["kind"]), row["title"], f"<p>{text}</p>", **said)
        writer.until = ""

    return out_on, put


def items_of(office: Organisation | None, words: str) -> tuple[str, ...]:
    """The code of the first item with these words that the office owes; () without words."""
    if office is None or not words:
        return ()
    owed = items_owed_by(office)
    return tuple(one.code for one in owed if words in f"{one.level1}{one.level2}")[:1]


def _in_year(month: int, day: int) -> date:
    """The last such day of the calendar that is over."""
    today = timezone.localdate()
    year = today.year - ((month, day) >= (today.month, today.day))
    return days.workday(date(year, month, day))


def _fixed(writer: "Writer", office: Organisation) -> Iterator[Job]:
    """制度、年报 and 规划: what every office's 政府信息公开 has (国办公开办函〔2019〕61号)."""
    day = _in_year(1, 25)
    name = writer.county.label if office.code == GENERAL else office.label
    report = TEXTS["report"].format(year=day.year - 1, name=name)
    for out_on, kind, title, text in (
        (ago(330), K.SYSTEM, "政府信息公开审查制度", TEXTS["system"]),
        (day, K.ANNUAL_REPORT, f"{day.year - 1}年政府信息公开工作年度报告", report),
        (_in_year(3, 10), K.PLAN, f"{_in_year(3, 10).year}年工作计划",
         TEXTS["plan"]),
    ):  # fmt: skip
        # The government's own office writes for the whole county.
        places = (office, writer.county) if office.code == GENERAL else (office,)
        keys = [Column.objects.get(organisation=one, slug=OWN[kind]).pk for one in places]
        said = (office, kind, f"{name}{title}", text)
        yield out_on, partial(writer.put, *said, columns=tuple(keys))


def _budget(writer: "Writer", office: Organisation, number: int) -> Job:
    """The budget of an office: approved in January, out within 20 days, by one office too late."""
    approved, out_on = _in_year(1, 20), _in_year(2, 3 + number * 3)
    said = {"formed_on": approved, "items": items_of(office, "财政预决算部门预算")}
    title = f"{office.name}{out_on.year}年部门预算"
    return out_on, partial(
        writer.put, office, K.BUDGET, title, TEXTS["budget"].format(office=office.label), **said
    )


class Writer:
    """Takes an article through the reviews of its office, each step by somebody else."""

    def __init__(self, county: Organisation, staff: dict[str, Person]) -> None:
        self.county, self.staff = county, staff
        self.until = ""  # the state where what is written next stays; empty: it goes out
        self.pace: Iterator[datetime] | None = None  # when each next step is taken; None: now

    def step(self) -> AbstractContextManager[None]:
        """The moment of the next step."""
        return days.at(next(self.pace)) if self.pace else nullcontext()

    def put(
        self, office: Organisation | None, kind: K, title: str, body: str, **said: object
    ) -> Article | None:
        """Publish one article; None where the county of this scale has no such office."""
        if office is None:
            return None
        keys, drafter = self._columns(office, kind), self.who(office, "drafter")
        content = Content(title=title, body=body, kind=kind.value, source=office.name, columns=keys)
        with self.step():
            made = drafting.open_article(office, by=drafter, kind=kind)
            content = replace(content, formed_on=timezone.localdate())
            content = replace(content, **said)  # type: ignore[arg-type]
            drafting.save_revision(made, content, by=drafter, base=0)
        self.forward(made)
        return Article.objects.get(pk=made.article_id)

    def forward(self, made: Manuscript) -> None:
        """Send, review and sign; what is signed goes out at once, unless it is to stay before."""
        if self.until == At.DRAFT:
            return None
        office = made.organisation
        with self.step():
            reviewing.submit(made, by=self.who(office, "drafter"))
        passers = iter(self._reviewers(office))
        while made.state not in (At.SIGNING, self.until):
            is_secrecy = made.state == "secrecy"
            who = self.who(office, "secrecy_reviewer") if is_secrecy else next(passers)
            with self.step():
                if self.until == "back":
                    return reviewing.send_back(made, by=who, note="请写明截止日期和意见送到哪里。")
                reviewing.pass_review(made, by=who, note="同意")
        if made.state == self.until:
            return None
        signer = self.who(office, "signer")
        at = timezone.now() + timedelta(days=30) if self.until == At.SIGNED else None
        with self.step():
            alone = "解读同日发布" if made.kind in DOCUMENT_KINDS else ""
            return reviewing.sign(made, by=signer, note="同意发布", publish_at=at, reason=alone)

    def _columns(self, office: Organisation, kind: K) -> tuple[int, ...]:
        own = Column.objects.get(organisation=office, slug=OWN[kind])
        if kind not in SHARED:
            return (own.pk,)
        return own.pk, Column.objects.get(organisation=self.county, slug=SHARED[kind]).pk

    def who(self, office: Organisation, role: str) -> Person:
        """The one who acts in this role for the office."""
        return self._holders(office, role)[0]

    def _reviewers(self, office: Organisation) -> list[Person]:
        return self._holders(office, "reviewer")

    def _holders(self, office: Organisation, role: str) -> list[Person]:
        """Whoever holds the role, the office's own first, then those of offices above."""
        held = [
            (one, grant.path)
            for one in self.staff.values()
            for grant in one.grants
            if grant.role == role and office.path.startswith(grant.path)
        ]
        return [one for one, _ in sorted(held, key=lambda pair: -len(pair[1]))]


def _policy(writer: Writer, office: Organisation | None, row: dict[str, str], number: int) -> Job:
    """A measure and its interpretation, out on the same day; it holds from a later first of month.

    Five years later it lapses.
    """
    out_on, title = ago(row["ago"]), row["title"]
    dated = days.workday(out_on, 3)
    start = (dated.replace(day=1) + timedelta(days=62)).replace(day=1)
    about = title.removeprefix("云溪县").removesuffix("办法").removesuffix("实施")
    said = {
        "document_number": f"云政规〔{dated.year}〕{number}号",
        "dated_on": dated, "formed_on": dated, "effective_on": start,
        "expires_on": start.replace(year=start.year + 5),
        "genre": Genre.CIRCULAR.value, "topic": row["topic"], "keywords": about,
        "summary": f"规定{about}的对象、标准、程序和监督。", "items": items_of(office, row["item"]),
    }  # fmt: skip
    body = "".join(
        f"<p>{clause.format(about=about, start=start)}</p>" for clause in TEXTS["clauses"]
    )

    def put() -> None:
        document = writer.put(office, K.NORMATIVE, title, body, **said)
        if document:
            writer.pace = (moment + 2 * days.STEP for moment in days.pace(out_on))
            interpret(writer, document, about, row["form"])

    return out_on, put


def _correct(writer: Writer, office: Organisation | None) -> Job:
    """One notice that was wrong and is right since the week after, with both texts to compare."""

    def put() -> None:
        found = Article.objects.filter(organisation=office, title__contains="发放时间").first()
        if found is None or office is None:
            return
        drafter = writer.who(office, "drafter")
        with writer.step():
            note = "发放日期写错了，应为每月二十日前。"
            made = drafting.open_change(found, Purpose.CORRECTION, by=drafter, public_note=note)
            if made.revision is None:
                return
            body = "<p>每月二十日前发放，节假日顺延，可在网上查询。</p>"
            content = replace(made.revision.content, body=body)
            drafting.save_revision(made, content, by=drafter, base=made.revision.number)
        writer.forward(Manuscript.objects.select_related("organisation").get(pk=made.pk))

    return ago(CORRECTED), put
