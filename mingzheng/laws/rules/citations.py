"""Reading citations out of a text of bases (依据里的法规): title, 文号, article, date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mingzheng.laws.rules.titles import year_in

_N = r"[一二三四五六七八九十百千零〇\d]{1,7}"
NUMBER = re.compile(
    r"(?:中华人民共和国)?(?:[\u4e00-\u9fff]{2,14}令\s*第?\s*\d{1,4}\s*号"
    r"|[\u4e00-\u9fffA-Za-z]{1,12}\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*\d{1,5}\s*号)"
)
ARTICLE = re.compile(
    rf"第\s*{_N}\s*条(?:之{_N})?(?:第\s*{_N}\s*款)?(?:第\s*[（(]?{_N}[）)]?\s*项)?"
)
DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
YEAR_BEHIND = re.compile(
    r"\A\s*[（(\[【][^）)\]】]{0,30}?(\d{4})\s*年?[^）)\]】]{0,12}?(?:修订|修正|修改|版)"
)
END = re.compile(r"[；;。\n]")  # what stands behind it belongs to no title before it
# Words that stand before a bare number and are no part of it.
_BEFORE = re.compile(r"\A(?:根据|依据|按照|依照|见|和|及|与|以及|的通知|号)+")


@dataclass(frozen=True)
class Cited:
    """One law as a text cites it; `start` and `end` are where its name stands in the text."""

    text: str
    title: str
    number: str = ""
    articles: tuple[str, ...] = ()
    on: date | None = None
    year: int | None = None
    start: int = 0
    end: int = 0

    @property
    def article(self) -> str:
        """The articles as one phrase."""
        return "、".join(self.articles)


def read_citations(text: str) -> list[Cited]:
    """Every law that a text names: by 《title》, or by a 文号 that stands alone. In its order."""
    spans = list(_titles(text))
    found: list[Cited] = []
    edges = [start for start, _ in spans] + [len(text)]
    found.extend(_bare_numbers(text[: edges[0]], 0))
    for (start, end), until in zip(spans, edges[1:], strict=True):
        tail = END.split(text[end:until], maxsplit=1)[0]
        number = NUMBER.search(tail)
        found.append(_cited(text, (start, end), tail, number))
        rest = end + (number.end() if number else len(tail))
        found.extend(_bare_numbers(text[rest:until], rest))
    return found


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Where each outermost 《…》 begins and ends; one that is never closed is no title."""
    depth, begun = 0, 0
    for place, sign in enumerate(text):
        if sign == "《":
            begun = place if depth == 0 else begun
            depth += 1
        elif sign == "》" and depth:
            depth -= 1
            if depth == 0 and place - begun > 2:
                yield begun, place + 1


def _cited(text: str, span: tuple[int, int], tail: str, number: re.Match[str] | None) -> Cited:
    start, end = span
    title = text[start + 1 : end - 1].strip()
    behind = YEAR_BEHIND.match(tail)
    articles = tuple(re.sub(r"\s", "", one) for one in ARTICLE.findall(tail))
    last = max([m.end() for m in (number, behind, *ARTICLE.finditer(tail)) if m], default=0)
    return Cited(
        text=text[start : end + last].strip(),
        title=title,
        number=_trimmed(number[0]) if number else "",
        articles=articles,
        on=_day(tail),
        year=year_in(title) or (int(behind[1]) if behind else None),
        start=start,
        end=end,
    )


def _bare_numbers(text: str, offset: int) -> Iterator[Cited]:
    for found in NUMBER.finditer(text):
        number = _trimmed(found[0])
        start = offset + found.end() - len(number)
        yield Cited(number, "", number, start=start, end=offset + found.end())


def _trimmed(number: str) -> str:
    return _BEFORE.sub("", number.strip())


def _day(text: str) -> date | None:
    found = DAY.search(text)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
