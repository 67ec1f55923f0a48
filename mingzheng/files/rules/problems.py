"""What a person must see of a row that was read (逐行报告): one shape for every import."""

from dataclasses import dataclass

KEYS = ("sheet", "row", "column", "code", "message", "value")


@dataclass(frozen=True)
class Problem:
    """Something in a row; `blocking`: nothing could be made of it. Rows count from 1."""

    sheet: str
    row: int
    column: str
    code: str
    message: str
    value: str = ""
    blocking: bool = False

    def as_json(self) -> dict[str, object]:
        """What commands print of it (design §8)."""
        return {key: getattr(self, key) for key in KEYS}
