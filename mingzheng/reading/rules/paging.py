"""Pages of long lists (分页): bounded, so that page 500 of a million costs no more than it must.

A database walks its index to a page; 10,000 steps take a millisecond or two, a million do not.
Whoever looks for more goes by year and month, where every list is short again. Pure.
"""

from dataclasses import dataclass

PER_PAGE = 20
LAST_PAGE = 500


@dataclass(frozen=True)
class Window:
    """One page of a list: its number, whether another follows, and how many rows there are.

    `total` is None where nobody keeps the number; then there are no pages to jump to.
    """

    number: int
    has_next: bool
    total: int | None = None
    per_page: int = PER_PAGE

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def pages(self) -> int:
        """How many pages one may turn to."""
        if self.total is None:
            return self.number + (1 if self.has_next else 0)
        return max(1, min(LAST_PAGE, -(-self.total // self.per_page)))

    @property
    def is_cut(self) -> bool:
        """True when there is more than the pages show: the rest is found by year and month."""
        if self.total is None:
            return self.number == LAST_PAGE and self.has_next
        return self.total > LAST_PAGE * self.per_page

    @property
    def near(self) -> list[int]:
        """The pages to offer beside this one."""
        return [n for n in range(self.number - 2, self.number + 3) if 1 <= n <= self.pages]

    @property
    def first(self) -> int:
        """The number of the first row on the page, counted from 1."""
        return (self.number - 1) * self.per_page + 1


def span(number: int, per_page: int = PER_PAGE) -> tuple[int, int]:
    """The rows to ask for: from, to; one more than the page, to know whether another follows."""
    start = (number - 1) * per_page
    return start, start + per_page + 1
