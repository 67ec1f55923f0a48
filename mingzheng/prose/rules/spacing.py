"""White space of a body (空白): indents, walls of line breaks, invisible characters.

Only white space and characters that nobody can see are ever changed here.
"""

import re

from mingzheng.prose.rules.blocks import LINE, Paragraph, Run, text_of

SOFT = "\r"  # a line end of the source, which between Chinese characters means nothing
IDEOGRAPHIC = "\u3000"
CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3001-\u303f\u2018-\u201d\u2014\u2026"
# Nobody sees these, and they hide words from searches and checks: zero-width spaces, soft
# hyphens, marks that turn the order of reading. The joiners U+200C and U+200D stay only where they
# mean something: after letters of scripts that join (维吾尔文、藏文、蒙古文) and within pictures.
INVISIBLE = re.compile(
    "(?<![\u0600-\u1fff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]|"
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\uffa0\ufeff"
    "\ufffe\uffff\ud800-\udfff]"
)
SPACES = re.compile("[ \t\x0c\u00a0\u2002-\u200a\u202f\u205f]+")
SOFT_BETWEEN = re.compile(f"(?<=[{CHINESE}]) ?{SOFT}[ {SOFT}]*(?=[{CHINESE}])")
SOFT_ELSEWHERE = re.compile(f"[ {SOFT}]*{SOFT}[ {SOFT}]*")
INDENT = re.compile(f"[ {SOFT}]*(?:{IDEOGRAPHIC}|\u00a0[ \u00a0]*\u00a0)")
EDGES = f" {SOFT}{IDEOGRAPHIC}\u00a0\t"
SENTENCE_ENDS = ("。", "；", "：", "！", "？", ";", ":", ".")
WALL = 3  # so many lines, each a sentence, are paragraphs


def visible(text: str) -> str:
    """A text without characters that nobody sees."""
    return INVISIBLE.sub("", text)


def source_text(text: str, *, keeps_lines: bool) -> str:
    """Text as a page shows it: line ends of the source are soft, unless it is preformatted."""
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", " "))
    text = re.sub("[\x1c-\x1f\x85\u2028\u2029]", " ", text)
    return text.replace("\n", LINE if keeps_lines else SOFT)


def paragraphs_of(paragraph: Paragraph) -> list[Paragraph]:
    """One paragraph as read, cut where its line breaks mean new paragraphs, spaces put right.

    A blank line or an indented line begins a new one; so does every line of a wall of sentences.
    """
    if len(paragraph.runs) == 1 and LINE not in paragraph.runs[0].text:
        line = _tidy(paragraph.runs)  # the usual case, which is most of a page
        kept = Paragraph(line, paragraph.level, paragraph.align, paragraph.is_loose)
        return [kept] if line else []
    lines = _lines(merged(paragraph.runs))
    groups: list[list[list[Run]]] = []
    is_open = False
    for line in lines:
        text = text_of(line)
        starts_new = bool(INDENT.match(text)) or not is_open
        line = _tidy(line)
        if not line:
            is_open = False
            continue
        if starts_new:
            groups.append([])
        groups[-1].append(line)
        is_open = True
    groups = [part for group in groups for part in _wall(group)]
    return [
        Paragraph(_joined(group), paragraph.level, paragraph.align, paragraph.is_loose)
        for group in groups
    ]


def split_lines(paragraph: Paragraph) -> list[Paragraph]:
    """Every line of a settled paragraph as a paragraph."""
    if not any(LINE in run.text for run in paragraph.runs):
        return [Paragraph(paragraph.runs, paragraph.level, paragraph.align)]
    return [Paragraph(line, paragraph.level, paragraph.align) for line in _lines(paragraph.runs)]


def on_one_line(runs: list[Run]) -> list[Run]:
    """Runs without line breaks: for headings and captions."""
    return _tidy([Run(run.text.replace(LINE, SOFT), run.marks, run.href) for run in runs])


def merged(runs: list[Run]) -> list[Run]:
    """Neighbours with the same marks and link made one; empty ones dropped."""
    kept: list[tuple[Run, list[str]]] = []
    for run in runs:
        if not run.text:
            continue
        if kept and (kept[-1][0].marks, kept[-1][0].href) == (run.marks, run.href):
            kept[-1][1].append(run.text)
        else:
            kept.append((run, [run.text]))
    return [Run("".join(texts), run.marks, run.href) for run, texts in kept]


def _lines(runs: list[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split(LINE)
        lines[-1].append(Run(first, run.marks, run.href))
        lines += [[Run(text, run.marks, run.href)] for text in rest]
    return lines


def _tidy(line: list[Run]) -> list[Run]:
    """A line with single spaces inside and none at its ends."""
    tidy: list[Run] = []
    has_space = True  # nothing at the beginning
    for run in merged(line):
        text = SPACES.sub(" ", run.text)
        text = SOFT_ELSEWHERE.sub(" ", SOFT_BETWEEN.sub("", text))
        if has_space:
            text = text.lstrip(EDGES) if not tidy else text.lstrip(" ")
        if text:
            has_space = text.endswith(" ")
            tidy.append(Run(text, run.marks, run.href))
    while tidy:
        tidy[-1].text = tidy[-1].text.rstrip(EDGES)
        if tidy[-1].text:
            break
        tidy.pop()
    return _plain_spaces(tidy)


def _plain_spaces(line: list[Run]) -> list[Run]:
    """Runs of nothing but space join the run before: a bold space says nothing."""
    kept: list[Run] = []
    for run in line:
        if kept and not run.text.strip(EDGES):
            kept[-1].text += run.text
        else:
            kept.append(run)
    return merged(kept)


def _wall(lines: list[list[Run]]) -> list[list[list[Run]]]:
    is_wall = len(lines) >= WALL and all(
        text_of(line).endswith(SENTENCE_ENDS) for line in lines[:-1]
    )
    return [[line] for line in lines] if is_wall else [lines]


def _joined(lines: list[list[Run]]) -> list[Run]:
    runs: list[Run] = []
    for line in lines:
        if runs:
            before, after = runs[-1], line[0]
            is_same = (before.marks, before.href) == (after.marks, after.href)
            runs.append(Run(LINE, after.marks, after.href) if is_same else Run(LINE))
        runs += line
    return merged(runs)
