"""One reading of text for index and query (分词): units, tokens and 32-bit grams.

Text is read as a row of units: one CJK character, or one whole word of other letters and digits.
Width, case, traditional forms and punctuation do not count. A phrase is found where its units
stand side by side: on the flat text that is plain `phrase in text`, and both databases must give
the same answer.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from struct import unpack

import opencc

FIRST_CJK = "\u2e80"  # everything from here on is a unit of its own
# Signs that no text can contain once it is flat, so that nobody can type them into a query.
PART, SYLLABLE, FACET, NUMBER = "¤", "¤", "¦", "№"
TEXT_LIMIT = 200_000  # characters of one document that are indexed; longer attachments are cut
FIRST_FIGURE = 0x2E000000  # figures like years stand below the numbers of pairs
_WORD = re.compile(r"[!-\u2e7f]+")
_GAP = re.compile(" (?=[⺀-\U0010ffff])(?<=[⺀-\U0010ffff] )")  # begins with a blank: fast
_DOCUMENT_NUMBER = re.compile(r"(?= ((?:19|20)\d\d) (\d{1,5}) 号)")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


class _Table(dict[int, str]):
    """What each character becomes; worked out when it is first met.

    Character by character: a converter that looks at neighbours (乾坤, 乾燥) would read a word
    differently alone than in a sentence, and lose it.
    """

    def __missing__(self, code: int) -> str:
        self[code] = value = _plain(chr(code))
        return value


def _plain(sign: str) -> str:
    if unicodedata.category(sign) in ("Cf", "Mn", "Me"):  # soft hyphens, marks: as if not there
        return ""
    if unicodedata.category(sign)[0] == "C":
        return " "
    wide = unicodedata.normalize("NFKC", sign)
    lower = unicodedata.normalize("NFKC", _simplifier().convert(wide).lower())
    kept = (one if unicodedata.category(one)[0] in "LNM" else " " for one in lower)
    return "".join("" if unicodedata.category(one) == "Mn" else one for one in kept)


_TABLE = _Table()


def normal(sign: str) -> str:
    """What one character counts as: itself in its plain form, a space, or nothing."""
    return _TABLE[ord(sign)]


def composed(text: str) -> str:
    """The text with combining marks joined to their letters, as it is indexed and marked."""
    return unicodedata.normalize("NFC", text)


def flat(text: str) -> str:
    """The text as a row of units: CJK side by side, words between single spaces.

    云政发〔2026〕12号 and 雲政發[2026] 12號 both become "云政发 2026 12 号".
    """
    spread = _WORD.sub(r" \g<0> ", composed(text[:TEXT_LIMIT]).translate(_TABLE))
    row = _GAP.sub("", " ".join(spread.split()))
    if not row:
        return ""
    head = " " if row[0] < FIRST_CJK else ""
    return f"{head}{row}{' ' if row[-1] < FIRST_CJK else ''}"


def joined(*parts: str) -> str:
    """Flat texts in one line with a sign between them that no phrase can cross."""
    return f" {PART} ".join(part for part in parts if part)


def tokens(line: str) -> Iterator[str]:
    """One token a unit: a word, or a character with the one that follows it in its run."""
    for run in line.split():
        if run[0] < FIRST_CJK:
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run)))


def phrase(line: str) -> tuple[list[str], bool]:
    """The tokens that stand side by side where a flat phrase is, and whether the last may go on.

    A phrase that ends in a character is found by the pairs before it; one that is a single
    character after a word, or alone, by every token that begins with it.
    """
    found = list(tokens(line))
    last = line.split()[-1] if found else ""
    if not last or last[0] < FIRST_CJK:
        return found, False
    return (found, True) if len(last) == 1 else (found[:-1], False)


def document_numbers(line: str) -> list[str]:
    """A token for each 文号 (year and serial) in a flat text: 〔2026〕12号 becomes №2026№12."""
    return [
        f"{NUMBER}{year}{NUMBER}{serial}" for year, serial in _DOCUMENT_NUMBER.findall(f" {line} ")
    ]


def facet_token(name: str, value: str) -> str:
    """The token of one value of one facet; any value gives a plain one."""
    return f"{FACET}{name}{zlib.crc32(value.encode()):08x}"


@lru_cache(maxsize=1 << 19)
def gram(token: str) -> int:
    """A token as the signed 32-bit number that PostgreSQL indexes.

    Two characters of the basic plane fit exactly, and so do years; the rest is hashed into the
    codes that no character uses (surrogates), so a hash is never taken for a pair.
    """
    codes = [ord(sign) for sign in token]
    if is_exact(token) and token.isascii():
        return FIRST_FIGURE + int(f"1{token}")
    if is_exact(token):
        code = codes[0] << 16 | codes[1] if len(codes) == 2 else 0xD8000000 | codes[0]
    else:
        code = 0xD9000000 + zlib.crc32(token.encode()) % (7 << 24)
    return code - (1 << 32) if code >= 1 << 31 else code


def is_exact(token: str) -> bool:
    """True where the number of a token stands for this token alone: a year does, and a pair."""
    if token.isascii() and token.isdigit():
        return len(token) <= 4
    return len(token) <= 2 and all(FIRST_CJK <= sign <= "\uffff" for sign in token)


def grams(line: str) -> set[int]:
    """The numbers of all tokens, all single characters, and all seams of a flat text."""
    found = {gram(sign) for sign in set(line) if sign >= FIRST_CJK}
    runs = line.split()
    for run in runs:
        codes = run.encode("utf-16-be", "surrogatepass")
        if run[0] < FIRST_CJK:
            found.add(gram(run))
        elif len(codes) == 2 * len(run):
            # In the basic plane two codes side by side are the number: six times as fast.
            for row in (codes, codes[2:]):
                found.update(unpack(f">{len(row) // 4}i", row[: len(row) & -4]))
        else:
            found.update(gram(run[at : at + 2]) for at in range(len(run)))
    return found.union(map(gram, _seams(runs)))


def _seams(runs: Sequence[str]) -> Iterator[str]:
    """Where a word stands beside something: “12号” is rarer than 12 and 号."""
    for one, other in pairwise(runs):
        left, right = one if one[0] < FIRST_CJK else one[-1], other
        yield f"{left} {right if right[0] < FIRST_CJK else right[0]}"


def needs(line: str) -> tuple[list[int], bool]:
    """The numbers a text must have to hold a flat phrase, and whether they prove that it does.

    They do for one exact token; two pairs may stand apart, so that the text has to be read.
    """
    found, _ = phrase(line)
    wanted = {*found, *document_numbers(line), *_seams(line.split())}
    return sorted(map(gram, wanted)), len(found) == 1 and is_exact(found[0])
