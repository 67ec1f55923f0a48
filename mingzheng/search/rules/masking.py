"""What of a query may be kept (脱敏): no identity, phone or card number."""

import re
import unicodedata

# Seven digits and more in a row, also with blanks or hyphens between: phones, identity, bank cards.
_NUMBER = re.compile(r"\d(?:[\s\-]?\d){6,}[xX]?")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LONGEST = 60


def kept(query: str) -> str:
    """The query as it may be counted: one line, cut, lower case, numbers of people starred."""
    line = " ".join(unicodedata.normalize("NFKC", query).lower().split())
    return _NUMBER.sub("＊", _MAIL.sub("＊", line))[:LONGEST]
