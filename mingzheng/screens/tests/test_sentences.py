"""What a form says of a wrong value, in plain words."""

import gettext
import re
from pathlib import Path

import pytest
from django import forms

WORDS = Path(__file__).parents[1] / "locale" / "zh_Hans" / "LC_MESSAGES"


@pytest.mark.parametrize(
    ("field", "said", "words"),
    [
        (forms.CharField(), "", "请填写。"),
        (forms.CharField(max_length=100), "长" * 300, "最多 100 个字，现在 300 个。"),
        (forms.CharField(min_length=2), "长", "最少 2 个字，现在 1 个。"),
        (forms.ChoiceField(choices=[("a", "甲")]), "active", "请从列表里选。"),
        (forms.MultipleChoiceField(choices=[("a", "甲")]), ["active"], "请从列表里选。"),
        (forms.IntegerField(max_value=999), "1000", "最大是 999。"),
        (forms.IntegerField(min_value=1), "0", "最小是 1。"),
        (forms.IntegerField(), "二", "请写整数。"),
        (forms.DateField(), "昨天", "日期写成 2026-12-31。"),
    ],
)
def test_a_refusal_is_a_plain_sentence(field, said, words):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(said)

    assert refused.value.messages == [words]


def test_what_is_written_is_what_is_compiled():
    written = (WORDS / "django.po").read_text("utf-8").partition("\n\n")[2]
    with (WORDS / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    pairs = re.findall(
        r'^msgid "(.+)"\n(?:msgid_plural .+\n)?msgstr(?:\[0\])? "(.+)"', written, re.M
    )

    assert len(pairs) == written.count("\nmsgstr")
    for english, plain in pairs:
        assert plain in (compiled.gettext(english), compiled.ngettext(english, "", 1))
