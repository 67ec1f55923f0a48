"""Who may open the lists (谁维护词库)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from mingzheng.checklists.actions.lists import demand


def keepers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse with a sentence whoever does not keep the lists."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        demand(request.user)
        return view(request, *args, **kwargs)

    return login_required(guarded)
