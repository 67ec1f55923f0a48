"""The one deed on the site itself: changing what header, footer and meta tags say."""

from typing import Any

from django.db import transaction

from mingzheng.accounts.models import Person
from mingzheng.core import trace
from mingzheng.core.access import Denied

from . import queries
from .models import SiteSettings


@transaction.atomic
def change_site(*, by: Person, values: dict[str, Any]) -> SiteSettings:
    """Save the values given and record what changed (old, new), under the field's Chinese name.

    Saves and records nothing when nothing changed. Raises Denied without the deed site.edit.
    """
    if reason := queries.why_not_edit(by):
        raise Denied(reason)
    row = queries.site_settings()
    changed = {}
    for name, value in values.items():
        old = getattr(row, name)
        if old != value:
            changed[row.label_of(name)] = [_words(old), _words(value)]
            setattr(row, name, value)
    if changed:
        row.save()
        trace.record(row, "change", by=by, label="修改网站设置", changes=changed)
    return row


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
