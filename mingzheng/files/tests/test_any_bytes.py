"""Whatever bytes arrive, the answer is tables or a sentence; nothing else ever escapes."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzheng.files.rules.safety import ENDINGS, Refused
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.tests import workshop

ROWS = [["序号", "一级事项", "公开时限"], ["1", "综合业务", "20个工作日"]]
SAMPLES = {
    "a.xlsx": workshop.xlsx(ROWS, ["A1:B1"]),
    "a.xls": workshop.xls(ROWS),
    "a.docx": workshop.word(ROWS),
    "a.csv": "序号,一级事项\n1,综合业务\n".encode("gb18030"),
    "a.html": "<table><tr><td rowspan=2>序号<td>一<tr><td>二</table>".encode(),
}


@settings(max_examples=40)
@given(data=st.binary(max_size=400), ending=st.sampled_from(sorted(ENDINGS)))
def test_random_bytes_are_read_or_refused(data, ending):
    with contextlib.suppress(Refused):
        read_tables("目录" + ending, data)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SAMPLES))
@settings(max_examples=60)
@given(data=st.data())
def test_a_file_broken_anywhere_is_read_or_refused(name, data):
    whole = SAMPLES[name]
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(len(whole) // 2, len(whole)))

    with contextlib.suppress(Refused):
        read_tables(name, bytes(broken[:end]))
