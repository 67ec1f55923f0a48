"""The adapters (渠道接口), one a medium, all of one shape (`shape.Adapter`)."""

from mingzheng.channels.adapters.app import App
from mingzheng.channels.adapters.mail import Mail
from mingzheng.channels.adapters.shape import Adapter, Line, Result, Setting
from mingzheng.channels.adapters.sms import Sms
from mingzheng.channels.adapters.wechat import WeChat
from mingzheng.channels.adapters.weibo import Weibo

__all__ = ["ADAPTERS", "Adapter", "Line", "Result", "Setting", "adapter_of"]

ADAPTERS: dict[str, Adapter] = {
    one.medium: one for one in (WeChat(), Weibo(), App(), Mail(), Sms())
}


def adapter_of(medium: str) -> Adapter:
    """The adapter of a medium; KeyError for one that nobody speaks to."""
    return ADAPTERS[medium]
