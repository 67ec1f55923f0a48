"""Text from elsewhere on the desk: a Word document, what is pasted."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from mingzheng.accounts.queries import require, require_anywhere
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked
from mingzheng.files.rules.refusals import Refused
from mingzheng.newsroom.actions.importing import Report, from_word
from mingzheng.newsroom.desk.manuscripts import page, seen
from mingzheng.newsroom.forms import WordForm
from mingzheng.prose.rules.cleaning import clean
from mingzheng.publishing.models import Manuscript


@login_required
def word(request: StaffRequest, pk: int) -> HttpResponse:
    """从 Word 导入: a .docx as the next revision, and what did not come along."""
    one = seen(request, pk)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    number = one.revision.number if one.revision else 0
    form, report = WordForm(initial={"revision": number}), None
    if request.method == "POST":
        form = WordForm(request.POST, request.FILES)
        report = _read(request, one, form) if form.is_valid() else None
        one = seen(request, pk) if report else one
    has_text = bool(one.revision and one.revision.body)
    context = page(request, one, "word", form=form, report=report, has_text=has_text)
    return render(request, "newsroom/word.html", context)


def _read(request: StaffRequest, one: Manuscript, form: WordForm) -> Report | None:
    said = form.cleaned_data
    file = said["file"]
    try:
        return from_word(
            one, file.name, file.read(), by=request.user, base=said["revision"],
            is_added=said["way"] == WordForm.ADDED,
        )  # fmt: skip
    except Refused as refused:
        form.add_error("file", refused.sentence)
    except Blocked as refused:
        form.add_error(None, refused.reason)
    return None


@login_required
@require_POST
def pasted(request: StaffRequest) -> JsonResponse:
    """What was pasted, cleaned the same way as on saving; nothing is kept."""
    require_anywhere(request.user, "manuscript.edit")
    found = clean(request.POST.get("html", ""))
    return JsonResponse({"html": found.html, "notes": list(found.notes)})
