"""Findings of old articles let pass (放行): many in one go, by name, with one reason."""

from collections.abc import Collection

from django.db import transaction

from mingzheng.accounts.queries import require
from mingzheng.backfile.models import ArticleBatch
from mingzheng.backfile.rules.screening import finding_of, is_held
from mingzheng.core.access import Actor, Blocked
from mingzheng.proofing.actions import override_all
from mingzheng.proofing.models import Override
from mingzheng.proofing.queries import overrides_of
from mingzheng.screens.states import ImportState

GONE = "选的里面有已经放行、或者已经不在报告里的，请刷新后再看。"
NOTHING = "没有选中要放行的，先勾选，再写理由。"
NOT_NOW = "这一批现在是“{}”，只有读完、还没有确认入库的，才能放行。"


def passed_in(batch: ArticleBatch) -> dict[str, str]:
    """What was let pass in a batch: fingerprint → who and why."""
    return {mark: _said(row) for mark, row in overrides_of(batch).items()}


def _said(row: Override) -> str:
    return f"{row.by_name}放行：{row.reason}"


@transaction.atomic
def let_pass(batch: ArticleBatch, marks: Collection[str], *, by: Actor, reason: str) -> int:
    """Let lines of the report of a batch pass; how many more rows will come in.

    `marks` are the first marks of the lines chosen. A row comes in when nothing else holds it.
    Raises Denied; Blocked for what nobody may let pass, a missing reason, another state.
    """
    require(by, "finding.override", batch.organisation_path, batch.organisation_name)
    ArticleBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    batch.refresh_from_db(fields=["state", "report"])
    if batch.state != ImportState.READ:
        raise Blocked(NOT_NOW.format(batch.state_label))
    if not marks:
        raise Blocked(NOTHING)
    lines = [line for line in batch.report.get("problems", []) if is_held(line)]
    chosen = [line for line in lines if line["marks"][0] in marks]
    if len(chosen) < len(set(marks)):
        raise Blocked(GONE)
    found = [finding_of(line, mark) for line in chosen for mark in line["marks"]]
    override_all(batch, found, by=by, reason=reason, drafted_by=batch.uploaded_by)
    passed = passed_in(batch)
    before = _held_rows(batch)
    for line in chosen:
        line |= {"blocking": False, "passed": passed[line["marks"][0]]}
    freed = len(before) - len(_held_rows(batch))
    batch.report["counts"]["created"] += freed
    batch.report["counts"]["left_out"] -= freed
    batch.save(update_fields=["report"])
    return freed


def _held_rows(batch: ArticleBatch) -> set[tuple[str, int]]:
    return {(line["sheet"], line["row"]) for line in batch.report["problems"] if line["blocking"]}
