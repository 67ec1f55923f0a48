"""What is typed into 写环节 and the judgement's form, and the sentences that refuse it."""

from mingzheng.processes.forms import ProposeForm, Steps


def typed(*rows: dict[str, str]) -> Steps:
    data = {"s-TOTAL_FORMS": str(len(rows)), "s-INITIAL_FORMS": "0"}
    for at, row in enumerate(rows):
        data |= {f"s-{at}-{name}": text for name, text in row.items()}
    return Steps(data, prefix="s")


def test_information_longer_than_its_column_is_refused_where_it_stands():
    step = {"number": "1", "name": "受理"}

    forms = typed({**step, "information": f"通知书\n{'长' * 201}"})

    assert not forms.is_valid()
    (words,) = forms[0].errors["information"]
    assert "一条最多 200 个字，现在 201 个" in words
    assert typed({**step, "information": "长" * 200}).is_valid()


def test_a_next_step_that_is_not_there_is_refused():
    forms = typed({"number": "1", "name": "受理", "next": "齐全：9；不齐：1"})

    assert not forms.is_valid()
    (words,) = forms.non_form_errors()
    assert words.startswith("“受理”的下一环节“9”没有。")
    assert typed({"number": "1", "name": "受理", "next": "1"}).is_valid()


def test_grounds_are_told_by_their_article():
    shown = dict(ProposeForm().fields["ground"].choices)

    assert shown["E14-1"] == "第十四条 依法确定为国家秘密"
    assert shown["E15"].startswith("第十五条 涉及商业秘密")
    assert shown["E16-3"] == "第十六条 行政执法案卷信息"
    assert not any("E1" in words for words in shown.values())
