"""An article as a poster for notice boards (海报): A3 upright with a QR code, set by typst."""

import io
import json
from datetime import date
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst
from django.conf import settings
from django.utils import timezone

from mingzheng.publishing.models import Article

TEMPLATE = Path(__file__).with_name("poster.typ")
FONTS = ("FZFangSong-Z02", "FangSong", "Noto Serif SC")
TITLE_FONTS = ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "Noto Serif SC")


def to_pdf(article: Article, address: str, printed_on: date) -> bytes:
    """The title, what it is about, who published it when, and the way to the whole text.

    `address` is absolute; whoever scans the code reads the text as it stands then.
    """
    code = io.BytesIO()
    segno.make(address, error="m").save(code, kind="svg", border=2, dark="#0d2137")
    released = article.released_at
    sheet = {
        "title": article.title,
        "summary": article.summary,
        "number": article.document_number,
        "office": article.organisation.name,
        "released": _day(timezone.localdate(released)) if released else "",
        "index": article.index_number,
        "address": address.split("://", 1)[-1],
        "printed": f"{_day(printed_on)}打印",
        "qr": code.getvalue().decode(),
        "fonts": FONTS,
        "title-fonts": TITLE_FONTS,
    }
    folders = [str(pylopdf_fonts_zh_cn.serif_path().parent)]
    if settings.FONT_FOLDER:
        folders.insert(0, settings.FONT_FOLDER)
    return typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=folders,
        ignore_system_fonts=True,  # the same poster on every machine
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
