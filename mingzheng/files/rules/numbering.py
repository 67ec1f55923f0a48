"""Lists written in one line with numbers (编号): 1. 2. 3., （1）（2）, ①②, 一、二、."""

import re

NUMBERINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d.．第〔\[])(\d{1,2})[.．、](?!\d)",
        r"[（(](\d{1,2})[)）]",
        r"(?<![\d（(])(\d{1,2})[)）]",
    )
)
CIRCLED = re.compile(r"[①-⑳]")
CHINESE_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)


def numbered(line: str) -> list[str]:
    """A line cut at 1. 2. 3. or （1）（2） or ①②, where the numbers really count up from one."""
    if CIRCLED.search(line):
        return CIRCLED.split(line)
    runs = [run for run in (_run(pattern, line) for pattern in NUMBERINGS) if run]
    if not runs:
        return [line]
    run = min(runs, key=lambda matches: matches[0].start())
    ends = [*(found.start() for found in run[1:]), len(line)]
    lead = line[: run[0].start()]
    return [lead, *(line[found.end() : end] for found, end in zip(run, ends, strict=True))]


def _run(pattern: re.Pattern[str], line: str) -> list[re.Match[str]]:
    """The places that count 1, 2, 3 …; a lone number counts only where the line begins."""
    found = list(pattern.finditer(line))
    if found and found[0].start() == 0 and (len(found) == 1 or int(found[0][1]) > 1):
        return found[:1]
    run: list[re.Match[str]] = []
    for match in found:
        if int(match[1]) == len(run) + 1:
            run.append(match)
    return run if len(run) > 1 else []


def without_number(text: str) -> str:
    """A line without the Chinese number it begins with: 一、 or （一）."""
    return CHINESE_NUMBER.sub("", text.strip(), count=1).strip()
