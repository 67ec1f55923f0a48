"""Uploads of old articles that have lived through the real steps."""

import io
import zipfile

from mingzheng.backfile import actions
from mingzheng.backfile.models import ArticleBatch
from mingzheng.publishing.tests.factories import Newsroom, a_column

HEAD = "标题,日期,来源,原网址,正文\n"
ONE = "关于春季植树的通知,2019-03-04,县林业局,http://www.old.cn/a/1.html,各村组织春季植树。\n"
TWO = "关于防火的公告,2020年4月5日,县林业局,https://old.cn/a/2.html,清明期间禁止野外用火。\n"


def a_batch(room: Newsroom, text: str = HEAD + ONE + TWO, name: str = "旧站.csv") -> ArticleBatch:
    """An upload that was read and waits to be confirmed."""
    data = text.encode() if isinstance(text, str) else text
    batch = actions.receive(room.office, a_column(room.office), name, data, by=room.openness)
    actions.read(batch)
    batch.refresh_from_db()
    return batch


def taken_in(room: Newsroom, text: str = HEAD + ONE + TWO, name: str = "旧站.csv") -> ArticleBatch:
    """An upload whose articles are public."""
    batch = a_batch(room, text, name)
    actions.confirm(batch, by=room.openness)
    actions.write(batch, by=room.openness)
    return batch


def a_zip(files: dict[str, bytes]) -> bytes:
    """Files packed as an office packs a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()
