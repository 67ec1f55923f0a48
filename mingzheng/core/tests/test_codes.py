"""Short codes: never a word, never a letter that looks like a digit."""

from mingzheng.core.codes import short_code


def test_a_code_begins_with_a_digit_and_has_nothing_one_could_misread():
    codes = {short_code(10) for _ in range(2_000)}

    assert len(codes) == 2_000
    assert {len(code) for code in codes} == {10}
    assert all(code[0].isdigit() for code in codes)
    assert not set("".join(codes)) & set("01oil")
