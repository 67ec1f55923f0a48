"""Bring the lists of powers to life through the same deeds that real offices take."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.actions import editions as editing
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.states import EditionState, ListKind, Mode
from mingzheng.core.access import Actor
from mingzheng.demo.hands import Hands
from mingzheng.demo.places import DATA
from mingzheng.demo.powers import DemoList, lists
from mingzheng.laws.importing import import_titles
from mingzheng.powers.actions.items import ItemDraft, put_items
from mingzheng.powers.actions.profiles import load_profiles
from mingzheng.powers.rules.content import PowerContent
from mingzheng.processes.actions import judging
from mingzheng.processes.actions.rows import ROWS
from mingzheng.processes.actions.steps import ProcessDraft, put_processes
from mingzheng.processes.models import Information

# In force most of the time; now and then on its way, so that desks have work.
STATES = ("in_force", "in_force", "judging", "in_force", "approval", "in_force", "draft")
GROUNDS = {
    "withheld": (
        "E16-2",
        "《政府信息公开条例》第十六条第二款",
        "审查过程中的讨论意见，公开会影响独立判断。",
    ),
    "on_request": (
        "E15",
        "《政府信息公开条例》第十五条",
        "登记信息涉及申请人的个人信息，本人可以申请查看。",
    ),
}


def load_laws(by: Actor) -> None:
    """The laws that the county's lists cite, with the days of their texts."""
    import_titles("law_titles.csv", (DATA / "law_titles.csv").read_bytes(), by=by)
    load_profiles()


def load_lists(
    scale: str,
    offices: dict[str, Organisation],
    hands_of: Callable[[str], Hands],
    say: Callable[[str], None],
) -> None:
    """The lists of every department of a scale, with steps and judged information."""
    everything = lists(scale)
    rows = sum(len(one.powers) + len(one.services) for one in everything)
    say(f"{len(everything)} 个部门的权责和公共服务清单，{rows} 项")
    for at, one in enumerate(everything):
        hands, office = hands_of(one.office), offices[one.office]
        if one.powers:
            until = STATES[at % len(STATES)]
            _bring(_draft(office, ListKind.POWERS, one.powers, hands), one, until, hands)
        edition = _draft(office, ListKind.SERVICES, one.services, hands)
        _forward(edition, hands, EditionState.IN_FORCE)


def _draft(office: Organisation, kind: str, rows: list[PowerContent], hands: Hands) -> Edition:
    edition = editing.open_draft(office, by=hands.drafter, kind=kind, rows=ROWS)
    put_items(edition, [ItemDraft(row) for row in rows], by=hands.drafter)
    return edition


def _bring(edition: Edition, one: DemoList, until: str, hands: Hands) -> None:
    codes = {item.title: item.code for item in edition.powers.all()}
    drafts = [ProcessDraft(codes[name], tuple(steps)) for name, steps in one.processes]
    put_processes(edition, drafts, by=hands.drafter)
    if until == "draft":
        return
    _judge(edition, hands, passes=until != "judging")
    if until == "judging":  # what is not to be public waits for the openness office
        editing.submit(edition, by=hands.drafter)
        return
    _forward(edition, hands, until)


def _judge(edition: Edition, hands: Hands, *, passes: bool) -> None:
    link = _item_of(edition.organisation)
    found = Information.objects.filter(step__item__edition=edition).select_related("step__item")
    for one in found:
        one.step.item.edition = edition
        if one.suggested == "active":
            if link:
                judging.open_up(one, by=hands.drafter, item_code=link)
            continue
        ground, basis, reason = GROUNDS[one.suggested]
        judging.propose(
            one,
            by=hands.drafter,
            attribute=one.suggested,
            ground=ground,
            basis=basis,
            reason=reason,
            next_review_on=timezone.localdate() + timedelta(days=180),
        )
        if passes:
            judging.pass_through(one, by=hands.openness)


def _item_of(office: Organisation) -> str:
    """An item of the county's catalogue that this office owes, for what it makes public."""
    owed = Item.objects.filter(
        edition__state=EditionState.IN_FORCE, duties__organisation=office, mode=Mode.ACTIVE
    )
    return owed.order_by("code").values_list("code", flat=True).first() or ""


def _forward(edition: Edition, hands: Hands, until: str) -> None:
    editing.submit(edition, by=hands.drafter)
    editing.pass_review(edition, by=hands.reviewer)
    if until == EditionState.IN_FORCE and not edition.judgements_open:
        today = timezone.localdate()
        number = f"云政公开〔{today.year}〕{edition.pk}号"
        editing.approve(
            edition, by=hands.openness, approval_number=number, effective_on=today, rows=ROWS
        )
