"""What an edition needs to know of steps and judgements, on top of the rows they belong to."""

from collections.abc import Iterable

from mingzheng.catalogue.actions.editions import ITEM_ROWS, Rows
from mingzheng.catalogue.models import Edition
from mingzheng.powers.actions import rows as powers
from mingzheng.powers.models import PowerItem
from mingzheng.processes.models import Information, ProcessStep
from mingzheng.processes.rules.steps import fingerprint
from mingzheng.processes.states import OPEN_STATES


def copy(old: Edition, new: Edition) -> None:
    """Carry items, steps and judgements of one edition into the next."""
    powers.copy(old, new)
    carry(old, new)
    count(new)


def carry(old: Edition, new: Edition) -> None:
    """Carry the steps of items that both editions have, by code; who has steps keeps them."""
    bare = PowerItem.objects.filter(edition=new, steps__isnull=True)
    items = dict(bare.values_list("code", "pk"))
    steps = ProcessStep.objects.filter(item__edition=old, item__code__in=items)
    copied: dict[int, ProcessStep] = {}
    for step in steps.select_related("item"):
        before, step.item_id = step.pk, items[step.item.code]
        step.pk = None
        copied[before] = step
    ProcessStep.objects.bulk_create(copied.values(), batch_size=500)
    made = list(Information.objects.filter(step__in=copied.keys()))
    for one in made:
        one.pk, one.step = None, copied[one.step_id]
    Information.objects.bulk_create(made, batch_size=500)


def count(edition: Edition) -> None:
    """Refresh how many pieces of information are not judged; approval waits for none."""
    left = Information.objects.filter(step__item__edition=edition, state__in=OPEN_STATES).count()
    Edition.objects.filter(pk=edition.pk).update(judgements_open=left)
    edition.judgements_open = left


def settle(edition: Edition) -> None:
    """Bring every total up to date before approval."""
    powers.count(edition)
    count(edition)


def marks(edition: Edition) -> Iterable[tuple[str, str]]:
    """Codes and fingerprints of items, then of their processes and judgements, to be hashed."""
    yield from powers.marks(edition)
    steps = ProcessStep.objects.filter(item__edition=edition).select_related("item")
    for step in steps.order_by("item__position", "number").prefetch_related("information"):
        judged = ",".join(
            f"{one.name}={one.attribute}/{one.ground}/{one.item_code}"
            for one in step.information.all()
        )
        yield f"{step.item.code}#{step.number}", f"{fingerprint([step.content])}/{judged}"


ROWS = Rows(powers.KINDS, copy, settle, marks, powers.entered)


def rows_of(kind: str) -> Rows:
    """The rows of a kind of list (ListKind): what its editions are opened and enacted with."""
    return ROWS if kind in powers.KINDS else ITEM_ROWS
