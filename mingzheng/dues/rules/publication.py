"""What fulfils a due: a publication of any room, known here by text alone. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Publication:
    """An article, a reply, a notice on a board: its type and key, its title, where it is.

    `type` is the label of a model ("publishing.article") or a word of this room; `address` a path
    of this site, a web address, or a place in words.
    """

    type: str
    id: str
    title: str
    address: str = ""


ELSEWHERE = "dues.elsewhere"  # published outside this system and entered by hand
