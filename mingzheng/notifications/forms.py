"""What people fill in about deliveries and proofs."""

from django import forms


class NoteForm(forms.Form):
    """重新发送、确认、不再发: with a reason."""

    note = forms.CharField(
        label="说明",
        max_length=150,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明理由。"},
    )


class ProofForm(forms.Form):
    """登记凭证: where and when it hung, with a photo."""

    requirement = forms.ChoiceField(label="哪个渠道", error_messages={"required": "请选渠道。"})
    on = forms.DateField(
        label="哪天公开的",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "请填日期。", "invalid": "日期写成 2026-06-15 的样子。"},
    )
    place = forms.CharField(
        label="在哪里",
        max_length=100,
        help_text="例如“柳溪村村务公示栏”“县档案馆查阅点”。",
        error_messages={"required": "请填地点。"},
    )
    photo = forms.FileField(
        label="照片",
        help_text="看得清标题和地点，不要拍到身份证件。.jpg 或 .png；拍照位置等信息会自动去掉。",
        error_messages={"required": "请选照片。", "empty": "照片是空的，请重新拍。"},
    )

    def __init__(self, *args: object, rows: list, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(row.pk), row.name) for row in rows]
        self.fields["requirement"].choices = choices  # type: ignore[attr-defined]
