"""Interpretations of policies (政策解读) in each form: words, questions, a drawing. Invented."""

import io

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from mingzheng.newsroom.actions.enclosing import enclosure, figure
from mingzheng.prose import actions as prose
from mingzheng.publishing.models import Article
from mingzheng.specimens.writing import Writer
from mingzheng.texts.rules.content import Enclosure, Tie
from mingzheng.texts.states import ArticleKind as K
from mingzheng.texts.states import InterpretationForm as F
from mingzheng.texts.states import Relation

STEPS = ("向乡镇（街道）申请", "十个工作日内审核", "在村（社区）公示七天", "县里复核、发放")
DRAWN = "流程图：" + "，".join(STEPS)
ANSWERS = (
    ("谁能享受{about}？", "符合条件的本县居民，不分户籍在哪个乡镇。"),
    ("怎么申请？", "到户籍所在地的乡镇（街道）便民服务中心申请，也可以由村（社区）代办。"),
    ("多久办完？", "材料齐全的，从受理那天起 10 个工作日内办完，结果在村（社区）公示。"),
    ("标准是多少？", "{about}的标准每年公布一次，以当年公布的为准。"),
)
WORDS = (
    "谁能享受：符合条件的本县居民。",
    "怎么办：先向乡镇（街道）申请，10 个工作日内办结。",
    "{about}的标准每年公布一次。",
)


def interpret(writer: Writer, document: Article, about: str, form: str) -> None:
    """Publish what explains a document to those it is for, in a form of `InterpretationForm`."""
    office, files = document.organisation, tuple[Enclosure, ...]()
    if form == F.QUESTIONS:
        pairs = ((ask.format(about=about), said.format(about=about)) for ask, said in ANSWERS)
        body = "".join(f"<h2>{ask}</h2><p>{said}</p>" for ask, said in pairs)
    else:
        body = "".join(f"<p>{line.format(about=about)}</p>" for line in WORDS)
    if form == F.PICTURE:
        by = writer.who(office, "drafter")
        kept = prose.store("流程图.png", drawing(), by=by, organisation=office, alt=DRAWN)
        body, files = figure(f"image:{kept.pk}", DRAWN) + body, (enclosure(kept),)
    writer.put(
        office, K.INTERPRETATION, f"《{document.title}》解读", body, form=form, files=files,
        ties=(Tie(Relation.INTERPRETS.value, document.code),),
        summary=f"谁能享受{about}、怎么办、多久办完。",
    )  # fmt: skip


def drawing() -> bytes:
    """The steps one below the other, with arrows, as .png."""
    picture = Image.new("RGB", (720, 120 + 150 * (len(STEPS) - 1)), "#ffffff")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(pylopdf_fonts_zh_cn.serif_path()), 32)
    for at, words in enumerate(STEPS):
        y = 60 + 150 * at
        if at:
            draw.line((360, y - 110, 360, y - 50), fill="#1b4269", width=5)
            draw.polygon(((345, y - 62), (375, y - 62), (360, y - 42)), fill="#1b4269")
        draw.rounded_rectangle((110, y - 40, 610, y + 40), 12, fill="#e3ebf2", outline="#1b4269")
        draw.text((360, y), f"{at + 1}　{words}", fill="#0d2137", font=font, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
