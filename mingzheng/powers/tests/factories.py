"""Lists that have lived through the real steps; other rooms' tests use them too."""

from collections.abc import Sequence

from django.utils import timezone

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.actions.editions import Rows
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.catalogue.tests.factories import Cast
from mingzheng.powers.actions import items
from mingzheng.powers.actions.rows import ROWS
from mingzheng.powers.rules.content import PowerContent


def power(name: str = "养老机构备案", **columns) -> PowerContent:
    """A complete row of a list of powers."""
    row = {
        "type": "10",
        "name": name,
        "level": "4",
        "bases": ["《社会救助暂行办法》第九条"],
        "legal_days": 20,
        "legal_unit": "workday",
        "promised_days": 10,
        "promised_unit": "workday",
        "conditions": "在本县开办养老机构。",
        "duties": "按规定时限办结；公开结果。",
        "supervision": "县政务公开办公室受理投诉。",
        "remedy": "可以申请行政复议，也可以提起行政诉讼。",
        "charged": False,
    }
    return PowerContent(row | columns)


def a_list(
    cast: Cast,
    *,
    at: str = EditionState.DRAFT,
    rows: Sequence[PowerContent] | None = None,
    kind: str = ListKind.POWERS,
) -> Edition:
    """A list of the office that has gone as far as `at`."""
    edition = editions.open_draft(cast.office, by=cast.drafter, kind=kind, rows=ROWS)
    found = rows if rows is not None else [power(), power("殡葬服务许可", type="01")]
    items.put_items(edition, [items.ItemDraft(row) for row in found], by=cast.drafter)
    return forward(edition, cast, at)


def forward(
    edition: Edition, cast: Cast, at: str = EditionState.IN_FORCE, rows: Rows = ROWS
) -> Edition:
    """Take a draft of the cast's office as far as `at`."""
    if at != EditionState.DRAFT:
        editions.submit(edition, by=cast.drafter)
    if at not in (EditionState.DRAFT, EditionState.REVIEW):
        editions.pass_review(edition, by=cast.reviewer)
    if at in (EditionState.IN_FORCE, EditionState.APPROVED):
        editions.approve(
            edition,
            by=cast.openness,
            approval_number=f"云政公开〔2026〕{edition.pk}号",
            effective_on=timezone.localdate(),
            rows=rows,
        )
    return Edition.objects.select_related("catalogue__organisation").get(pk=edition.pk)
