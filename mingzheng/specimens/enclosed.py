"""Texts with files and pictures (附件、图片), one of each kind that is rare in a county. Invented.

The files are made here, by the libraries that the product makes its own with.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from html import escape
from typing import NamedTuple

import pylopdf_fonts_zh_cn
import typst
from django.utils import timezone
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

from mingzheng.accounts.models import Organisation
from mingzheng.exports.booklet import font_folders
from mingzheng.newsroom.actions.enclosing import enclosure, figure
from mingzheng.prose import actions as prose
from mingzheng.specimens import days
from mingzheng.specimens.writing import Writer
from mingzheng.texts.states import ArticleKind as K

Job = tuple[date, Callable[[], object]]
HARVEST = (
    ("指标", "单位", "上半年", "比上年同期增长（%）"),
    ("早稻播种面积", "公顷", "8420", "1.2"),
    ("蔬菜产量", "吨", "31650", "3.6"),
    ("生猪出栏", "头", "46200", "-0.8"),
)
HELPED = (
    ("乡镇、街道", "新增户数", "新增人数"),
    ("柳溪镇", "12", "21"),
    ("云溪街道", "9", "13"),
    ("石门镇", "7", "15"),
)
POSTS = ("报名岗位", "姓名", "学历和专业", "联系办法", "本人签名")
DIVISIONS = ("办公室", "社会救助科", "养老服务科", "社会事务科")
CHART = "组织机构图：民政局领导下设办公室、社会救助科、养老服务科、社会事务科"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


class Text(NamedTuple):
    """What one office publishes: how long ago, of which kind, with which files or picture."""

    ago: int
    office: str
    kind: K
    title: str
    text: str
    files: tuple[tuple[str, Callable[[], bytes]], ...] = ()
    alt: str = ""  # of the picture, the last of the files


def jobs(offices: Mapping[str, Organisation], writer: Writer) -> Iterator[Job]:
    """What goes out on which day; offices that this scale lacks have none of it."""
    for one in _texts():
        if office := offices.get(one.office):
            out_on = days.workday(timezone.localdate() - timedelta(days=one.ago))
            yield out_on, partial(_publish, writer, office, one, out_on)


def _texts() -> tuple[Text, ...]:
    tables = partial(workbook, "新增低保", HELPED), partial(workbook, "农业生产", HARVEST)
    return (
        Text(40, "YX08", K.POSTING, "三季度城乡低保新增对象公示",
             "现将三季度城乡低保新增对象按乡镇、街道公示七天，名单在各村（社区）公示栏张贴。"
             "有异议的，请在公示期内向民政局社会救助科反映。",
             (("三季度新增低保汇总表.xlsx", tables[0]),)),
        Text(75, "YX03", K.STATISTICS, "上半年农业生产情况",
             "上半年，全县早稻面积稳中有增，蔬菜产量继续增长，生猪出栏略有下降。分项数据见附件。",
             (("上半年农业生产情况表.xlsx", tables[1]),)),
        Text(60, "YX03", K.PERSONNEL, "所属事业单位公开招聘公告",
             "县农业技术推广中心公开招聘农艺、兽医岗位工作人员五名。"
             "填写报名表，在公告发布之日起十个工作日内到局人事科报名。",
             (("报名表.docx", partial(form, "公开招聘报名表", POSTS)),)),
        Text(20, "YX08", K.RESPONSE, "关于高龄津贴晚到账的回应",
             "有居民反映九月高龄津贴晚到账。经查，是银行系统升级，津贴已经全部补发到账。"
             "今后遇到这种情况，提前三天告知。",
             (("补发情况说明.pdf", partial(printed, "高龄津贴补发情况说明",
                                     "涉及三百二十六人，已经全部补发到账。")),)),
        Text(300, "YX08", K.INSTITUTION, "主要职责和内设机构",
             "负责社会救助、养老服务、社会事务、社会组织登记管理。内设四个科室。",
             (("组织机构图.png", chart),), CHART),
    )  # fmt: skip


def _publish(writer: Writer, office: Organisation, one: Text, out_on: date) -> None:
    """Store its files the morning before, then let the text go out with them."""
    body = "".join(f"<p>{part}。</p>" for part in one.text.split("。") if part)
    drafter, kept = writer.who(office, "drafter"), []
    with days.at(days.morning(days.workday(out_on, 1))):
        for name, made in one.files:
            alt = one.alt if name.endswith(".png") else ""
            kept.append(prose.store(name, made(), by=drafter, organisation=office, alt=alt))
    body += "".join(figure(f"image:{file.pk}", file.alt) for file in kept if file.is_picture)
    files = tuple(map(enclosure, kept))
    writer.put(office, one.kind, f"{office.label}{one.title}", body, summary=one.text, files=files)


def workbook(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A table as .xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form(title: str, lines: Sequence[str]) -> bytes:
    """A form to fill in as .docx: a title, and a line for each thing asked."""
    said = (title, *(f"{line}：________________" for line in lines))
    words = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in said)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        document = f'<w:document xmlns:w="{WORD}"><w:body>{words}</w:body></w:document>'
        package.writestr("word/document.xml", document)
    return out.getvalue()


def printed(title: str, text: str) -> bytes:
    """A page of words as .pdf, set by typst."""
    page = f'#set text(font: "Noto Serif SC", lang: "zh")\n= {title}\n\n{text}\n'
    with tempfile.NamedTemporaryFile("w", suffix=".typ", encoding="utf-8") as file:
        file.write(page)
        file.flush()
        return typst.compile(
            file.name, format="pdf", font_paths=font_folders(), ignore_system_fonts=True
        )


def chart() -> bytes:
    """The divisions of the office as a drawing, .png."""
    picture = Image.new("RGB", (960, 360), "#ffffff")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(pylopdf_fonts_zh_cn.serif_path()), 30)
    draw.line((480, 90, 480, 160), fill="#1b4269", width=4)
    draw.line((120, 160, 840, 160), fill="#1b4269", width=4)
    boxes = [(480, 60, "局领导"), *((120 + 240 * n, 250, name) for n, name in enumerate(DIVISIONS))]
    for x, y, name in boxes:
        if y > 100:
            draw.line((x, 160, x, 220), fill="#1b4269", width=4)
        box = (x - 105, y - 38, x + 105, y + 38)
        draw.rectangle(box, fill="#e3ebf2", outline="#1b4269", width=3)
        draw.text((x, y), name, fill="#0d2137", font=font, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
