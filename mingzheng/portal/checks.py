"""A warning of `check --deploy` while header or footer still show made-up numbers."""

from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError

from . import queries


def site_is_set_up(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One warning that names every value nobody has filled in; none before the first migration."""
    try:
        missing = queries.site_settings().unset
    except DatabaseError:
        return []
    if not missing:
        return []
    hint = "登录工作台，在“网站设置”里填写；页脚不能出现假编号（国办发〔2017〕47号）。"
    return [Warning("网站设置还没有填：" + "、".join(missing), hint=hint, id="portal.W001")]
