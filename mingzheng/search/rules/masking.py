"""What of a query may be kept (脱敏): no identity, phone or card number."""

import re
import unicodedata

from mingzheng.search.rules.text import normal

# Seven digits and more with only signs between, no brackets (文号): phones, identity, bank cards.
_NUMBER = re.compile(r"\d(?:[^\w〔〕()\[\]【】]*\d){6,}x?")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LONGEST = 60


def kept(query: str) -> str:
    """What of a query is counted: letters and figures in plain form, numbers of people starred.

    No sign, emoji or control character is left. Empty where that is more than LONGEST characters.
    """
    wide = unicodedata.normalize("NFKC", query).lower()
    line = "".join(one if one.isprintable() and normal(one) else normal(one) for one in wide)
    masked = _NUMBER.sub("＊", _MAIL.sub("＊", line))
    text = " ".join("".join(one if one == "＊" else normal(one) for one in masked).split())
    return text if len(text) <= LONGEST else ""
