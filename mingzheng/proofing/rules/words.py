"""Words of the office's lists (词库): typos, banned and sensitive words, names and titles.

One pass over the text however many words there are: the first two characters of a word are its key.
A verdict is always a person's; a list only points.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzheng.proofing.rules.finding import Finding, found
from mingzheng.proofing.rules.reading import even
from mingzheng.proofing.states import WordKind
from mingzheng.prose.rules.pieces import Piece

LEAST = 2  # characters of a word: a single one would be found everywhere
_TITLE = re.compile(
    r"(?:常务)?[副代原前]?(?:书记|省长|市长|县长|区长|镇长|乡长|厅长|局长|主任|部长|主席|处长|科长|院长|检察长|"
    r"秘书长|会长|校长|社长|行长|常委|委员)$"
)


@dataclass(frozen=True)
class Entry:
    """One word: what is looked for, what to write, and phrases in which it is right.

    For names (kind title) `wrong` is the name and `right` the titles, divided by ；.
    """

    wrong: str
    right: str = ""
    kind: str = WordKind.TYPO.value
    contexts: tuple[str, ...] = ()
    source: str = ""


class Words:
    """A compiled list; make it once and use it for every text."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = [one for one in entries if len(even(one.wrong)) >= LEAST]
        self._by_pair: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        titles = []
        for one in self.entries:
            self._add(even(one.wrong), one)
            if one.kind == WordKind.TITLE.value:
                titles += [(title, one) for title in titles_of(one)]
        for title, one in titles:
            self._add(title, one)
        for same in self._by_pair.values():
            same.sort(key=lambda pair: -len(pair[0]))
        self._pairs = _pairs(self._by_pair)

    def _add(self, word: str, one: Entry) -> None:
        if len(word) >= LEAST:
            self._by_pair[word[:2]].append((word, one))

    def occurrences(self, text: str) -> Iterator[tuple[int, str, Entry]]:
        """(start, word, entry) of every word in a text made even, longer ones first at a place."""
        if self._pairs is None:
            return
        known = self._by_pair.get
        for match in self._pairs.finditer(text):
            at = match.start()
            for word, entry in known(text[at : at + 2], ()):
                if text.startswith(word, at):
                    yield at, word, entry


def _pairs(by_pair: dict[str, list[tuple[str, Entry]]]) -> re.Pattern[str] | None:
    """A pattern for where a word may begin, quick to say no."""
    if not by_pair:
        return None
    first = "".join(re.escape(one) for one in {pair[0] for pair in by_pair})
    second = "".join(re.escape(one) for one in {pair[1] for pair in by_pair})
    return re.compile(f"[{first}](?=[{second}])")


def titles_of(entry: Entry) -> list[str]:
    """The titles of a name: 县委副书记；县长 → two of them."""
    return [title for part in re.split(r"[；;]", entry.right) if (title := part.strip())]


def wordy(piece: Piece, words: Words) -> list[Finding]:
    """Words of the lists in a piece, with the right word where the list gives one."""
    text = even(piece.text)
    findings, last = [], 0
    for at, word, entry in words.occurrences(text):
        if entry.kind == WordKind.TITLE.value:
            findings += _names(piece, text, at, word, entry)
        elif at >= last and not _is_right_there(text, at, word, entry.contexts):
            findings.append(_finding(piece, at, word, entry))
            last = at + len(word)
    return findings


def _finding(piece: Piece, at: int, word: str, entry: Entry) -> Finding:
    said = {"message": f"写的是“{word}”，词库列为{WordKind(entry.kind).label}。"}
    is_sure = entry.kind != WordKind.SENSITIVE.value
    if entry.right and not is_sure:
        said["suggestion"] = f"改为“{entry.right}”。"
    if entry.source:
        said["basis"] = entry.source
    replacement = entry.right if is_sure else ""
    return found(piece, entry.kind, at, at + len(word), replacement=replacement, **said)


def _is_right_there(text: str, at: int, word: str, contexts: tuple[str, ...]) -> bool:
    """Whether the word stands inside a phrase in which it is right."""
    for phrase in contexts:
        offset = phrase.find(word)
        while offset >= 0:
            if at >= offset and text.startswith(phrase, at - offset):
                return True
            offset = phrase.find(word, offset + 1)
    return False


def _names(piece: Piece, text: str, at: int, word: str, entry: Entry) -> list[Finding]:
    """A known name after a wrong title, or a known title before a name one character off."""
    name, end = even(entry.wrong), at + len(word)
    if word == name:
        return _titled(piece, text, at, entry)
    there = text[end : end + len(name)]
    is_near = sum(a != b for a, b in zip(there, name, strict=False)) == 1
    if len(name) < 3 or len(there) < len(name) or there[0] != name[0] or not is_near:
        return []
    said = f"“{word}”后面写的是“{there}”，词库里是“{name}”。"
    stop = end + len(name)
    return [found(piece, "title", end, stop, replacement=name, message=said)]


def _titled(piece: Piece, text: str, at: int, entry: Entry) -> list[Finding]:
    before = _TITLE.search(text[max(0, at - 8) : at])
    own = {match[0] for title in titles_of(entry) if (match := _TITLE.search(title))}
    if before is None or not own or before[0] in own:
        return []
    said = f"“{entry.wrong}”前面写的是“{before[0]}”，词库里的职务是“{entry.right}”。"
    end = at + len(entry.wrong)
    return [found(piece, "title", at - len(before[0]), end, message=said)]
