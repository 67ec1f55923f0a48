"""What the frame of a government site must show, and how to see that a value was never filled in.

Source: 国办发〔2017〕47号《政府网站发展指引》 (header, footer, ten-character site code).
"""

import re
from collections.abc import Mapping

# Ten characters: two letters and eight digits for departments, ten digits for areas (47号文).
SITE_CODE = re.compile(r"(?:[a-z]{2}\d{8}|\d{10})")
ICP_NUMBER = re.compile(r"[一-鿿]ICP备\d{6,10}号(?:-\d+)?")
POLICE_RECORD = re.compile(r"[一-鿿]公网安备\s?\d{14}号")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")

# The names nobody can own (RFC 2606): a site that shows one has not been set up.
RESERVED_ENDINGS = (".example", ".invalid", ".test", ".localhost")


def is_placeholder(value: str) -> bool:
    """Take a footer value; True when it is empty, marked ×, only zeros, or a reserved domain."""
    text = value.strip()
    if not text or "×" in text or text.endswith(RESERVED_ENDINGS):
        return True
    digits = [sign for sign in text if sign.isdigit()]
    return bool(digits) and set(digits) == {"0"}


def unset(values: Mapping[str, str]) -> list[str]:
    """Take names and values; return the names that still hold a placeholder, in the same order."""
    return [name for name, value in values.items() if is_placeholder(value)]


def malformed(values: Mapping[str, str]) -> dict[str, str]:
    """Take names and values; return name → Chinese sentence for each number of the wrong shape.

    Placeholders pass: they are reported by `unset`, and an office may save half a form.
    """
    checks = {
        "site_code": (SITE_CODE, "网站标识码是 10 位：10 个数字，或 2 个小写字母加 8 个数字。"),
        "icp": (ICP_NUMBER, "备案编号应像“×ICP备12345678号-1”，开头是省份简称。"),
        "police_record": (
            POLICE_RECORD,
            "公安备案号应像“×公网安备 12345678901234号”，共 14 个数字。",
        ),
        "domain": (DOMAIN, "域名只写主机名，像 www.yunxi.gov.cn，不带 http:// 和斜线。"),
    }
    return {
        name: sentence
        for name, (pattern, sentence) in checks.items()
        if not is_placeholder(values.get(name, "")) and not pattern.fullmatch(values[name].strip())
    }
