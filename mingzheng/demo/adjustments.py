"""What the next edition of a catalogue changes (动态调整), for pages that compare editions."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mingzheng.demo.places import rows_of
from mingzheng.demo.rows import DemoItem, suggestions

FEWEST_ITEMS = 10
ADDED_AT_MOST = 5

SHORTER = (
    ("20个工作日", "10个工作日"),
    ("每季度结束后15日内", "每季度结束后10日内"),
    ("每月10日前", "每月5日前"),
    ("每年3月31日前", "每年2月底前"),
)
CLEARER = {row["element"]: row["clearer"] for row in rows_of("clearer")}
MASKED = ("隐去个人敏感信息", "姓名隐去中间字，不公开证件号和账号")


@dataclass(frozen=True)
class NextEdition:
    """What an adjustment leaves: the new rows, and what was done to the old ones."""

    items: list[DemoItem]
    changed: list[tuple[DemoItem, DemoItem]]  # before, after
    added: list[DemoItem]
    removed: list[tuple[DemoItem, str]]  # the item and the reason


def changes(items: Sequence[DemoItem], seed: int = 1) -> NextEdition:
    """A believable next edition of these items.

    Some limits become shorter, some elements are reworded, some channels are added; a few items
    are new and one is removed with a reason. The same items and seed always give the same.
    ValueError if there are fewer than ten items.
    """
    if len(items) < FEWEST_ITEMS:
        raise ValueError(f"不到 {FEWEST_ITEMS} 个事项，编不出像样的下一版。")
    chance = random.Random(seed)  # noqa: S311 - a repeatable demo, no secret
    gone, reason = _removal(items, chance)
    before = [item for item in items if item.key != gone.key]
    after = before
    for share, adjust in ADJUSTMENTS:
        after = _some(after, share, adjust, chance)
    added = _additions(items, chance)
    return NextEdition(
        items=sorted([*after, *added], key=lambda item: item.field_code),
        changed=[(old, new) for old, new in zip(before, after, strict=True) if old != new],
        added=added,
        removed=[(gone, reason)],
    )


def _some(
    items: Sequence[DemoItem],
    share: float,
    adjust: Callable[[DemoItem], DemoItem],
    chance: random.Random,
) -> list[DemoItem]:
    """The items, with a share of those adjusted that the adjustment can change; at least one."""
    fitting = [n for n, item in enumerate(items) if adjust(item) != item]
    wanted = min(len(fitting), max(1, round(share * len(items))))
    chosen = set(chance.sample(fitting, k=wanted))
    return [adjust(item) if n in chosen else item for n, item in enumerate(items)]


def _with_shorter_limit(item: DemoItem) -> DemoItem:
    limit_text = item.limit_text
    for old, new in SHORTER:
        limit_text = limit_text.replace(old, new)
    return replace(item, limit_text=limit_text)


def _with_clearer_elements(item: DemoItem) -> DemoItem:
    clearer = [CLEARER.get(element, element.replace(*MASKED)) for element in item.elements]
    return replace(item, elements=clearer)


def _with_push_channel(item: DemoItem) -> DemoItem:
    # Only what stands on the website may be sent out; lists of people stay on the board.
    if "政府网站" not in item.channels or "精准推送" in item.channels:
        return item
    return replace(item, channels=[*item.channels, "精准推送"])


# Share of the items, and what is done to them.
ADJUSTMENTS: tuple[tuple[float, Callable[[DemoItem], DemoItem]], ...] = (
    (0.05, _with_shorter_limit),
    (0.06, _with_clearer_elements),
    (0.02, _with_push_channel),
)


def _removal(items: Sequence[DemoItem], chance: random.Random) -> tuple[DemoItem, str]:
    known = [
        (item, row["reason"])
        for row in rows_of("removals")
        for item in items
        if item.level2.endswith(row["ending"])
    ]
    if known:
        return chance.choice(known)
    gone = chance.choice(items)
    return gone, f"“{gone.level2}”的职责已经调整到上级部门，本级不再公开。"


def _additions(items: Sequence[DemoItem], chance: random.Random) -> list[DemoItem]:
    there = {item.key for item in items}
    subjects = {item.subject_text for item in items}
    fields = {item.field_code for item in items}
    fitting = [
        item
        for item in suggestions()
        if item.key not in there and item.field_code in fields and item.subject_text in subjects
    ]
    if fitting:
        return chance.sample(fitting, k=min(ADDED_AT_MOST, len(fitting)))
    return [_questions(items[0])]


def _questions(like: DemoItem) -> DemoItem:
    # For an office's own catalogue, which no suggestion fits: it lists what people ask.
    return replace(
        like,
        level1="常见问题",
        level2="群众常问问题和解答",
        elements=["问题", "解答", "政策依据", "咨询电话"],
        limit_text="自信息形成或者变更之日起10个工作日内",
        stages=["service"],
    )
