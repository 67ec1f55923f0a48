"""A catalogue with a past: a first edition, then one that adds, changes and removes."""

from dataclasses import dataclass

from django.utils import timezone

from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition, content

REASON = "并入办事指南，不再单列。"


@dataclass
class Past:
    """The people, and both editions of the office."""

    cast: Cast
    old: Edition
    new: Edition


def in_force(cast: Cast | None = None, rows=None) -> Edition:
    """An edition of the office in force."""
    return an_edition(cast or a_cast(), at=EditionState.IN_FORCE, rows=rows)


def a_past() -> Past:
    """办事指南 (200001) stays, 审批信息 (200002) gets 20 days, 名单 (200003) goes, 标准 comes."""
    cast = a_cast()
    old = in_force(cast, [content(), content("审批信息"), content("名单")])
    draft = editions.open_draft(cast.office, by=cast.drafter, summary="按省里的新目录调整")
    slower = content("审批信息", limit_text="制定或获取之日起20个工作日内")
    items.save_item(draft, slower, by=cast.drafter, code="200002")
    items.remove_item(draft, "200003", by=cast.drafter, reason=REASON)
    items.save_item(draft, content("保障标准"), by=cast.drafter)
    return Past(cast, old, put_into_force(draft, cast))


def put_into_force(draft: Edition, cast: Cast) -> Edition:
    """Through review and approval, from today on."""
    editions.submit(draft, by=cast.drafter)
    editions.pass_review(draft, by=cast.reviewer)
    editions.approve(
        draft,
        by=cast.openness,
        approval_number="云政公开〔2026〕7号",
        effective_on=timezone.localdate(),
    )
    return Edition.objects.get(pk=draft.pk)
