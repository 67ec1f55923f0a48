"""One law, many spellings (法规名称): what stays the same however an office writes it."""

import re
import unicodedata

from mingzheng.files.rules.words import plain

STATE = "中华人民共和国"
# （2019修订）, (2018年修正), （2020年版）: a version, not a part of the name.
YEAR = re.compile(
    r"[（(\[【]\s*(\d{4})\s*年?\s*(?:第?[一二三四五六七八九十\d]+次)?\s*"
    r"(?:修订|修正|修改|制定|公布|发布|版|本)*\s*[）)\]】]\s*\Z"
)
_BRACKETS = str.maketrans(dict.fromkeys("[【(（{", "〔") | dict.fromkeys("]】)）}", "〕"))


def law_key(title: str) -> str:
    """A title without width, spaces, signs, the country's name in front and a year behind."""
    bare = YEAR.sub("", unicodedata.normalize("NFKC", title).strip().strip("《》"))
    folded = plain(bare)
    return folded.removeprefix(STATE) or folded


def year_in(title: str) -> int | None:
    """The year of （2019修订） at the end of a title; None without one."""
    found = YEAR.search(unicodedata.normalize("NFKC", title).strip().strip("《》"))
    return int(found[1]) if found else None


def number_key(number: str) -> str:
    """A 文号 whatever its brackets and spaces: 国办发[2019]54号 is 国办发〔2019〕54号."""
    folded = unicodedata.normalize("NFKC", number).translate(_BRACKETS)
    return re.sub(r"\s+|第(?=\d)", "", folded).removeprefix(STATE)
