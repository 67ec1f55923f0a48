"""The catalogue as JSON: a list of items whose keys are a contract with outside programs."""

import json
from collections.abc import Sequence

from mingzheng.exports.rows import ExportRow, record


def to_json(rows: Sequence[ExportRow]) -> bytes:
    """The rows as a UTF-8 JSON list, in the order of the catalogue."""
    return json.dumps([record(row) for row in rows], ensure_ascii=False, indent=1).encode()
