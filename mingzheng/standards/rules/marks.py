"""What the marks of a row come to: options and elements, required, optional or not chosen.

How boxes and ticks are read at all: `files.rules.ticks`.
"""

from dataclasses import dataclass

from mingzheng.files.rules.ticks import HeadNote, Need

__all__ = ["Choice", "Element", "HeadNote", "Need"]


@dataclass(frozen=True)
class Choice:
    """One entry of a list of options; `known` says whether it is one of the standard ones."""

    name: str
    need: Need
    known: bool

    @property
    def text(self) -> str:
        """The name, under the word that elements use too."""
        return self.name


@dataclass(frozen=True)
class Element:
    """One element (公开内容要素) and whether it must be disclosed."""

    text: str
    need: Need
