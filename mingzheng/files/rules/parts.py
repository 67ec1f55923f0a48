"""The XML parts of a package (.docx, .xlsx, .ofd), parsed without entities and without network."""

import re
from typing import Any

from lxml import etree

from mingzheng.files.rules import archives
from mingzheng.files.rules.refusals import DAMAGED, Refused

Element = Any  # lxml's element, untyped
DIGITS = re.compile(r"\d+")


class Package:
    """An opened zip; every part is unpacked within the size it declares."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        listed = archives.entries(data)
        archives.check_claims(listed)
        self._infos = {info.filename: info for info in listed}

    def names(self, pattern: str) -> list[str]:
        """The parts whose whole name matches, those with numbers in the order of numbers."""
        wanted = re.compile(pattern, re.I)
        return sorted(filter(wanted.fullmatch, self._infos), key=_in_order)

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises Refused when it is not what it declares."""
        return b"".join(archives.unpack(self._data, self._infos[name]))

    def xml(self, name: str) -> Element:
        """The root of a part. Raises Refused when it is no XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self.read(name), parser)
        except (etree.LxmlError, ValueError) as error:
            raise Refused(DAMAGED) from error


def _in_order(name: str) -> tuple[list[int], str]:
    return [int(number[:9]) for number in DIGITS.findall(name)], name


def local(element: Element) -> str:
    """The name of an element without its name space; '' for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
