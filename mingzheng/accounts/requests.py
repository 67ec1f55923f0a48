"""What a request is once somebody has signed in (已登录的请求)."""

from django.http import HttpRequest

from mingzheng.accounts.models import Person


class StaffRequest(HttpRequest):
    """A request behind `login_required`: its user is a person, never anonymous.

    For the type checker only; Django makes the object.
    """

    user: Person  # type: ignore[assignment]
