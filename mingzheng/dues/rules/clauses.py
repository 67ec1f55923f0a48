"""A limit taken apart (期限的各个分句): which parts come round, which wait for an event. Pure."""

from dataclasses import replace

from mingzheng.deadlines.rules.limits import PERIOD_MONTHS, Kind, TimeLimit

PERIODIC = frozenset({*PERIOD_MONTHS, Kind.EVERY})
# Said at once, or together with something: the day itself is the last day.
SAME_DAY = frozenset({Kind.IMMEDIATE, Kind.ALONGSIDE})
FROM_FORMING = SAME_DAY | {Kind.WITHIN, Kind.PROMPTLY}
WITHOUT_DAY = frozenset({Kind.PROMPTLY, Kind.STANDING, Kind.UNREAD, Kind.DISPLAY})


def clauses(limit: TimeLimit) -> tuple[TimeLimit, ...]:
    """The limit and its alternatives, each standing alone, in the order written."""
    return (replace(limit, alternatives=()), *limit.alternatives)


def periodic(limit: TimeLimit) -> list[tuple[int, TimeLimit]]:
    """The parts that come round by themselves, each with its place in `clauses`.

    Every one makes dues of its own: "每季度公开；每年汇总" owes both.
    """
    return [
        (at, one)
        for at, one in enumerate(clauses(limit))
        if one.kind in PERIODIC and (one.kind is not Kind.EVERY or (one.n and one.unit))
    ]


def triggered(limit: TimeLimit) -> list[tuple[int, TimeLimit]]:
    """The parts that an event sets going, each with its place in `clauses`.

    What is given only to those who ask (依申请公开) is never owed to the public.
    """
    return [
        (at, one)
        for at, one in enumerate(clauses(limit))
        if one.kind is not Kind.ON_REQUEST and at not in {place for place, _ in periodic(limit)}
    ]


def counts_from_forming(limit: TimeLimit) -> bool:
    """Whether some part cannot be counted without the day on which the thing was formed."""
    return any(one.kind in FROM_FORMING for _, one in triggered(limit))


def is_owed(limit: TimeLimit) -> bool:
    """Whether the limit lets anything be owed to the public at all."""
    return bool(periodic(limit) or triggered(limit))
