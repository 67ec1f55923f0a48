"""What became of texts of the demo county: withdrawn, lapsed, repealed, given up, read twice."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.core.access import Actor
from mingzheng.publishing.actions import reviewing, withdrawing
from mingzheng.publishing.actions.settings import set_plan
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import ManuscriptState
from mingzheng.specimens import days
from mingzheng.specimens.writing import Writer
from mingzheng.texts.rules.content import Tie
from mingzheng.texts.states import ArticleKind as K
from mingzheng.texts.states import Genre, Relation

FOUR_REVIEWS = "YX14"  # whose texts are also read by the county's reviewer
GATHERING = "关于高龄津贴集中办理时间的通知"
TRIAL, NEWER = "云溪县临时救助工作试行办法", "云溪县临时救助办法"
STRAW = "云溪县秸秆综合利用补助办法"
TOPICS = {"YX03": "农业、林业、水利", "YX08": "民政、扶贫、救灾"}
Job = tuple[date, Callable[[], object]]


def ask_four(offices: Mapping[str, Organisation], by: Actor) -> None:
    """Let one office have each text read twice before the secrecy review."""
    if office := offices.get(FOUR_REVIEWS):
        set_plan(office, 4, by=by)


def jobs(offices: Mapping[str, Organisation], writer: Writer) -> Iterator[Job]:
    """What happens on which day; offices that this scale lacks have none of it."""
    if office := offices.get("YX08"):
        yield _ago(215), partial(_gather, office, writer)
        yield _ago(206), partial(_withdraw, office, writer)
        yield _ago(372), partial(_hold_for, office, writer, TRIAL, _ago(372), 5)
        yield _ago(140), partial(_repeal, office, writer)
    if office := offices.get("YX03"):
        yield _ago(371), partial(_hold_for, office, writer, STRAW, _ago(371), 1)
        yield _ago(5), partial(_give_up, office, writer)
    if office := offices.get(FOUR_REVIEWS):
        yield _ago(2), partial(_wait, office, writer)


def _ago(number: int) -> date:
    return days.workday(timezone.localdate() - timedelta(days=number))


def _gather(office: Organisation, writer: Writer) -> None:
    text = "八十周岁以上老人可以在下月一日至十日到村（社区）集中办理。"
    writer.put(office, K.NOTICE, GATHERING, f"<p>{text}</p>", summary=text)


def _withdraw(office: Organisation, writer: Writer) -> None:
    found = Article.objects.get(organisation=office, title=GATHERING)
    with writer.step():
        reason = "集中办理改成随时办理，这份通知不再执行，新的办法另行公布。"
        withdrawing.withdraw(found, by=writer.who(office, "signer"), reason=reason)


def _hold_for(office: Organisation, writer: Writer, title: str, out_on: date, years: int) -> None:
    """A measure and what it means: it holds from soon after, for so many years less a month."""
    dated, start = days.workday(out_on, 3), out_on + timedelta(days=5)
    about = title.removeprefix("云溪县").removesuffix("办法").removesuffix("试行")
    said = {
        "document_number": f"云政规〔{dated.year}〕{20 + years}号",
        "dated_on": dated, "formed_on": dated, "effective_on": start,
        "expires_on": start.replace(year=start.year + years) - timedelta(days=30),
        "genre": Genre.CIRCULAR.value, "topic": TOPICS[office.code], "keywords": about,
        "summary": f"{about}的对象、标准和程序。",
    }  # fmt: skip
    body = (
        f"<p>第一条　为规范{about}，制定本办法。</p>"
        f"<p>第二条　本办法自{start.year}年{start.month}月{start.day}日起施行。</p>"
    )
    made = writer.put(office, K.NORMATIVE, title, body, **said)
    if made:
        text, tie = f"{about}的对象、标准和申请方法。", Tie(Relation.INTERPRETS.value, made.code)
        more = {"form": "text", "ties": (tie,), "summary": text}
        writer.put(office, K.INTERPRETATION, f"《{title}》解读", f"<p>{text}</p>", **more)


def _repeal(office: Organisation, writer: Writer) -> None:
    """The trial ends with the measure that came after it."""
    old = Article.objects.get(organisation=office, title=TRIAL)
    new = Article.objects.filter(organisation=office, title=NEWER).first()
    with writer.step():
        today, by = timezone.localdate(), writer.who(office, "signer")
        withdrawing.repeal(old, by=by, on=today, document=new, title=NEWER)


def _give_up(office: Organisation, writer: Writer) -> None:
    writer.until = ManuscriptState.DRAFT
    made = writer.put(office, K.NOTICE, "关于推迟农机现场演示会的通知", "<p>演示会推迟一周。</p>")
    writer.until = ""
    with writer.step():
        draft = Manuscript.objects.get(article=made)
        note = "演示会如期举行，不用发了。"
        reviewing.discard(draft, by=writer.who(office, "drafter"), note=note)


def _wait(office: Organisation, writer: Writer) -> None:
    writer.until = ManuscriptState.SECOND
    text = "老旧小区加装电梯，本栋业主可以到社区看图纸、提意见。"
    writer.put(office, K.NOTICE, "老旧小区加装电梯方案征求意见", f"<p>{text}</p>", summary=text)
    writer.until = ""
