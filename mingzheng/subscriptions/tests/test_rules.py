"""Who is told of what; addresses as kept and as shown."""

import pytest

from mingzheng.subscriptions.rules.addresses import masked, tidy
from mingzheng.subscriptions.rules.matching import Facts, keys_of


def test_an_article_is_told_by_column_office_field_topic_and_word():
    facts = Facts(("3", "14"), ("YX01",), ("relief",), "民政", "云溪县低保办法")

    assert keys_of(facts, ["低保", "学区", "低"]) == [
        ("column", "3"), ("column", "14"), ("office", "YX01"), ("field", "relief"),
        ("topic", "民政"), ("word", "低保"),
    ]  # fmt: skip
    assert keys_of(Facts(series="permit"), ["低保"]) == [("series", "permit")]
    assert keys_of(Facts(), ["低保"]) == []


@pytest.mark.parametrize(
    ("medium", "typed", "kept"),
    [
        ("email", " Zhou@Mail.EXAMPLE ", "Zhou@mail.example"),
        ("email", "zhou@mail", None),
        ("email", "zhou@-mail.example", None),
        ("email", "a@b.example, c@d.example", None),
        ("email", "周@mail.example", None),
        ("email", "x" * 120 + "@mail.example", None),
        ("sms", "138-0000-0000", "13800000000"),
        ("sms", "zhou@mail.example", None),
    ],
)
def test_an_address_is_kept_in_one_way(medium, typed, kept):
    assert tidy(medium, typed) == kept


def test_a_mask_does_not_give_the_address_away():
    assert masked("email", "zhou@mail.example") == "z***@mail.example"
    assert masked("sms", "13812345678") == "138****5678"
