"""How each channel of a catalogue item (公开渠道和载体) is fulfilled. Pure.

《政府信息公开条例》第二十三条: 政府公报、政府网站、新闻发布会、报刊、广播、电视等。
《政府信息公开条例》第二十五条: 查阅场所、公告栏、电子信息屏。
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mingzheng.channels.states import SOCIAL
from mingzheng.standards.rules.channels import standard_channel

SITE, MEDIA, PUSH, PROOF = "site", "media", "push", "proof"
OTHER = "其他"
SITES = re.compile("网站|网$|平台")  # sites of others: 中国政府采购网, 信用中国网站


@dataclass(frozen=True)
class Way:
    """How one channel is fulfilled: by the website itself, by a receipt, by a photo.

    Whatever has no adapter, or whose adapter is not set up, may be shown by a photo as well.
    """

    kind: str
    media: tuple[str, ...] = ()
    ask: str = ""  # what the photo should show


WAYS: dict[str, Way] = {
    "政府网站": Way(SITE),
    "政府公报": Way(PROOF, ask="公报的封面和登载的那一页，写明第几期"),
    "两微一端": Way(MEDIA, SOCIAL, "公众号、微博或者客户端上这一条的截图"),
    "发布会/听证会": Way(PROOF, ask="会场照片，写明时间、地点"),
    "广播电视": Way(PROOF, ask="播出画面或者节目单，写明频道、时间"),
    "纸质媒体": Way(PROOF, ask="报纸的报头和登载的那一版"),
    "公开查阅点": Way(PROOF, ask="放在查阅点的照片，看得清标题和地点"),
    "政务服务中心": Way(PROOF, ask="张贴或者摆放的照片，看得清标题和地点"),
    "便民服务站": Way(PROOF, ask="张贴或者摆放的照片，看得清标题和地点"),
    "入户/现场": Way(PROOF, ask="送到户或者现场讲解的照片，不要拍到身份证件"),
    "社区/企事业单位/村公示栏（电子屏）": Way(PROOF, ask="公示栏或者电子屏的照片，看得清标题"),
    "精准推送": Way(PUSH, ("email", "sms"), "推送记录的截图，盖住收件人"),
    OTHER: Way(PROOF, ask="能看出公开了的照片，写明在哪里"),
}


@dataclass(frozen=True)
class Required:
    """One channel that an article's duties ask for."""

    name: str
    is_required: bool
    way: Way


def required(channels: Iterable[tuple[str, str]]) -> list[Required]:
    """The channels that several items ask for, each once, in the order of the common table.

    Takes (words, need) pairs, need being required or optional; required by one is required.
    Words that are no standard channel stay as they are written and ask for a photo.
    """
    found: dict[str, bool] = {}
    for words, need in channels:
        name = standard_channel(words) or words.strip()
        if name:
            found[name] = found.get(name, False) or need != "optional"
    order = {name: at for at, name in enumerate(WAYS)}
    names = sorted(found, key=lambda name: order.get(name, len(order)))
    return [Required(name, found[name], way_of(name)) for name in names]


def way_of(name: str) -> Way:
    """How a channel with this standard name is fulfilled; a photo for an unknown one."""
    if name not in WAYS and SITES.search(name):
        return Way(PROOF, ask="那个网站上这一条的截图，写明网址")
    return WAYS.get(name, WAYS[OTHER])


def media_wanted(wanted: Iterable[Required], configured: Iterable[str]) -> list[str]:
    """The media that a duty's channels call for, of those that an office has accounts of.

    One of 两微一端 is enough, all that are there are used; if there is none, the first stands for
    them, so that somebody sees what is not configured.
    """
    there, found = set(configured), []
    for one in wanted:
        if one.way.kind != MEDIA or not one.is_required:
            continue
        found += [m for m in one.way.media if m in there] or [one.way.media[0]]
    return list(dict.fromkeys(found))
