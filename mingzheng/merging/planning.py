"""What merging would write (汇总的打算): which rows, which questions, which rows go.

Nothing is written here. The same sources, decisions and origins always give the same plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Item
from mingzheng.catalogue.rules.items import ItemContent
from mingzheng.merging import rules
from mingzheng.merging.gathering import Names, present
from mingzheng.merging.models import Disagreement, RowOrigin
from mingzheng.merging.rules import Decision, Key, Row, Variant

Source = tuple[int, str]  # office, item code


@dataclass
class Target:
    """One row to be: its code in the merged catalogue ("" for a new one), what it will say."""

    code: str
    content: ItemContent
    row: Row
    is_written: bool  # False: it says so already, or was left as a person changed it


@dataclass
class Question:
    """One item that waits for a person, or that was decided."""

    key: Key
    name: str
    digest: str
    variants: list[Variant]


@dataclass
class Plan:
    """Everything that merging would do."""

    targets: list[Target] = field(default_factory=list)
    questions: dict[Key, Question] = field(default_factory=dict)
    open_keys: set[Key] = field(default_factory=set)
    gone: list[RowOrigin] = field(default_factory=list)


class Planner:
    """Works a plan out from what was sent and what is there."""

    def __init__(
        self,
        names: Names,
        rows: Mapping[str, Item],
        origins: Iterable[RowOrigin],
        decisions: Mapping[str, Disagreement],
    ) -> None:
        self.names, self.rows, self.decisions = names, rows, decisions
        self.by_source: dict[Source, RowOrigin] = {}
        self.by_code: dict[str, list[RowOrigin]] = defaultdict(list)
        for origin in origins:
            if origin.code in rows:
                self.by_source[origin.office_id, origin.source_code] = origin
                self.by_code[origin.code].append(origin)
        self.by_key: dict[Key, list[str]] = defaultdict(list)
        for code, item in rows.items():
            self.by_key[item.content.key].append(code)
        self.claimed: set[str] = set()
        self.hosts: dict[str, Variant] = {}
        self.plan = Plan()

    def work_out(self, sent: Sequence[Variant], host: Organisation, offices: set[int]) -> Plan:
        """The plan for these rows; `offices` are those whose submission is among them."""
        groups = rules.grouped(sent)
        own = {key: self._own_rows(key, offices) for key in groups}
        linked = {o.code for v in sent if (o := self.by_source.get((v.office, v.code)))}
        wanted = linked.union(*own.values()) if own else linked
        self.hosts = present(host, [self.rows[code] for code in sorted(wanted)])
        for key, variants in groups.items():
            self._group(key, [*(self.hosts[code] for code in own[key]), *variants])
        self.plan.gone = self._gone(offices)
        return self.plan

    def _own_rows(self, key: Key, offices: set[int]) -> list[str]:
        """Rows of the merged catalogue that speak for themselves: not made of what is here."""
        return [
            code
            for code in self.by_key.get(key, [])
            if not (made_of := self.by_code.get(code))
            or any(o.is_shared or o.office_id not in offices for o in made_of)
        ]

    def _group(self, key: Key, variants: list[Variant]) -> None:
        targets = self._targets(key, variants)
        if touched := self._changed_by_hand(targets or []):
            # Both the office and a person above changed the row since: that is a disagreement.
            known = {one.code for one in variants if one.is_host}
            hosts = [self.hosts[code] for code in touched if code not in known]
            targets = self._targets(key, [*hosts, *variants])
        if targets is None:
            self.plan.open_keys.add(key)
            return
        self.claimed.update(target.code for target in targets if target.code)
        self.plan.targets += targets

    def _targets(self, key: Key, variants: list[Variant]) -> list[Target] | None:
        digest = rules.question(variants)
        known = self.decisions.get(keyed(key))
        decision = None
        if known and known.choice and known.question == digest:
            decision = Decision(known.choice, known.chosen)
        rows = rules.settled(variants, decision)
        if decision is not None or rows is None:
            # A group may be worked out twice: the last wording of its question stays.
            name = variants[0].content.name
            self.plan.questions[key] = Question(key, name, digest, variants)
        if rows is None:
            return None
        taken: set[str] = set()
        return [self._target(row, taken) for row in rows]

    def _target(self, row: Row, taken: set[str]) -> Target:
        host = next((one for one in row.sources if one.is_host), None)
        linked = [o for v in row.sources if (o := self.by_source.get((v.office, v.code)))]
        codes = [host.code] if host else [origin.code for origin in linked]
        code = next((c for c in codes if c not in self.claimed and c not in taken), "")
        taken.add(code)
        reader = self.names.reader(row.content.levels)
        text = rules.subject_text(row, reader, self.names.classes, self.names.names)
        content = row.content.having(subject_text=text)
        if not code:
            return Target("", content, row, is_written=True)
        mark = content.fingerprint()
        merged = {origin.merged_mark for origin in self.by_code.get(code, [])}
        same = self.rows[code].fingerprint == mark or (host is None and merged == {mark})
        return Target(code, content, row, is_written=not same)

    def _changed_by_hand(self, targets: Sequence[Target]) -> list[str]:
        return [
            target.code
            for target in targets
            if target.code
            and target.is_written
            and not any(one.is_host for one in target.row.sources)
            and self.rows[target.code].fingerprint
            not in {origin.merged_mark for origin in self.by_code.get(target.code, [])}
        ]

    def _gone(self, offices: set[int]) -> list[RowOrigin]:
        """Rows nobody reports any more; one whose question is open stays until it is answered."""
        used = {(v.office, v.code) for target in self.plan.targets for v in target.row.sources}
        waiting = {
            (v.office, v.code)
            for key in self.plan.open_keys
            for v in self.plan.questions[key].variants
        }
        return [
            origin
            for source, origin in self.by_source.items()
            if origin.office_id in offices and source not in used | waiting
        ]


def keyed(key: Key) -> str:
    """A key as the fixed-length text under which a disagreement is remembered."""
    return ItemContent(*key).fingerprint()
