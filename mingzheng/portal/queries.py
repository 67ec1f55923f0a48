"""The questions about the site itself."""

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import top_path
from mingzheng.core.access import may

from .models import SiteSettings


def site_settings() -> SiteSettings:
    """Return the one row of settings; before anybody saved it, an unsaved row of placeholders."""
    return next(iter(SiteSettings.objects.all()[:1]), None) or SiteSettings(pk=1)


def why_not_edit(person: Person) -> str | None:
    """The reason this person may not change the site, in Chinese; None if they may.

    There is one site for the whole area, so the deed site.edit must be held at its root.
    """
    return None if may(person, "site.edit", top_path(person)) else "网站设置由系统管理员修改。"
