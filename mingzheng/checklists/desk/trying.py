"""A text that stands nowhere yet, looked at as it would be before publishing (试查)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from mingzheng.checklists import queries
from mingzheng.checklists.actions.lists import may_edit
from mingzheng.checklists.forms import TryForm
from mingzheng.proofing.queries import report_of
from mingzheng.proofing.rules.examining import proofread
from mingzheng.proofing.rules.finding import mask
from mingzheng.prose.rules.pieces import Piece


@login_required
def try_out(request: Any) -> HttpResponse:
    """试查一段文字: findings and the text with everything masked that can be; nothing is kept."""
    form = TryForm(request.POST or None)
    context = {"form": form, "may_edit": may_edit(request.user)}
    if form.is_valid():
        lines = form.cleaned_data["text"].splitlines()
        pieces = [
            Piece(f"第 {number} 行", line)
            for number, line in enumerate(lines, start=1)
            if line.strip()
        ]
        findings = proofread(pieces, queries.words())
        order = {piece.where: number for number, piece in enumerate(pieces)}
        findings.sort(key=lambda one: (order[one.where], one.start))
        context["report"] = report_of(None, findings, by=request.user)
        context["masked"] = "\n".join(
            mask(piece.text, [one for one in findings if one.where == piece.where])
            for piece in pieces
        )
    return render(request, "checklists/desk/try.html", context)
