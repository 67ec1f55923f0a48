"""How many 公开时限 texts of a folder of workbooks the deadline reader understands.

    python bench/limit_coverage.py [FOLDER]

Prints distinct texts, read and unread, the kinds they were read as, and every unread text with
its reason. 同上 is read with the row above it. Without FOLDER the workbooks beside the repository
are taken; a folder without limit texts is an error only when it was named.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from mingzheng.deadlines.rules.limit_text import normalise, read_limit  # noqa: E402
from mingzheng.deadlines.rules.limits import Kind, TimeLimit  # noqa: E402

BESIDE = HOME.parent / "shared" / "data" / "catalog" / "xlsx"
HEADING = "公开时限"
SUFFIXES = {".xlsx", ".xls", ".xlsm", ".et", ".ods"}


def main(folder: Path) -> int:
    """Print the coverage of `folder`; returns how many cells held a limit text."""
    cells = [cell for path in workbooks(folder) for cell in limits_of(path)]
    first = {limit.source_text: limit for limit in reversed(cells)}
    unread = [limit for limit in first.values() if limit.kind is Kind.UNREAD]
    kinds = Counter(limit.kind.value for limit in first.values())
    print(f"workbooks {len(workbooks(folder))}, cells {len(cells)}")
    print(f"distinct texts {len(first)}, read {len(first) - len(unread)}, unread {len(unread)}")
    print(f"ratio read / distinct {(len(first) - len(unread)) / max(len(first), 1):.2f}")
    print("kinds: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    for limit in unread:
        print(f"  unread: {limit.source_text!r}: {limit.note}")
    return len(cells)


def workbooks(folder: Path) -> list[Path]:
    """Every workbook below the folder, in order of name."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def limits_of(path: Path) -> Iterator[TimeLimit]:
    """The limit of each row that has one, sheet by sheet."""
    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        column, above = None, None
        for row in workbook.get_sheet_by_name(name).to_python():
            cells = [normalise(str(cell)) for cell in row]
            if HEADING in cells:
                column = cells.index(HEADING)
            elif column is not None and column < len(row) and cells[column]:
                above = read_limit(str(row[column]), above=above)
                yield above


if __name__ == "__main__":
    named = len(sys.argv) > 1
    found = main(Path(sys.argv[1]) if named else BESIDE)
    sys.exit(0 if found or not named else 1)
