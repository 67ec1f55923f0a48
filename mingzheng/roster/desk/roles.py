"""The page that says who may do what (岗位职权), straight from the table of roles."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzheng.accounts import queries
from mingzheng.posts.deeds import DEEDS, SYSTEM_DEEDS
from mingzheng.posts.roles import ROLES


@login_required
def roles(request: HttpRequest) -> HttpResponse:
    """Every deed against every role."""
    person: Any = request.user
    queries.require_anywhere(person, "organisation.see")
    deeds = [deed for deed in DEEDS.values() if deed.name not in SYSTEM_DEEDS]
    groups = [
        (
            label,
            [(deed, [(role, deed.name in role.deeds) for role in ROLES.values()]) for deed in row],
        )
        for label, row in groupby(deeds, key=lambda deed: deed.group)
    ]
    context = {"roles": ROLES.values(), "groups": groups}
    context["automatic"] = "、".join(DEEDS[name].label for name in sorted(SYSTEM_DEEDS))
    return render(request, "roster/roles.html", context)
