"""Site settings, with the shape of the statutory numbers; and the receipt that anybody checks."""

from django import forms

from mingzheng.evidence import queries as evidence
from mingzheng.evidence.rules import UNREADABLE

from . import rules
from .models import SiteSettings


class SiteForm(forms.ModelForm):
    """网站设置."""

    badge_url = forms.URLField(
        label="党政机关网站标识链接",
        help_text="事业单位在线给本站的核验网址",
        required=False,
        assume_scheme="https",
    )
    report_url = forms.URLField(
        label="“我为政府网站找错”链接",
        help_text="中国政府网给本站的找错网址，结尾是网站标识码",
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = SiteSettings
        fields = [field.name for field in SiteSettings._meta.fields if not field.primary_key]
        widgets = {"accessibility_note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "domain": "只写主机名，像 www.yunxi.gov.cn",
            "site_code": "10 位，在全国政府网站信息报送系统里查",
            "icp": "像“×ICP备12345678号-1”",
            "police_record": "像“×公网安备 12345678901234号”",
            "elder_ready": "通过评测才勾选；勾选后页脚写“已完成适老化改造”",
            "accessibility_note": "写在无障碍声明后面，例如评测时间、还没做到的地方",
        }

    def clean(self):
        """Add a Chinese sentence to each number of the wrong shape."""
        values = super().clean() or {}
        texts = {name: value for name, value in values.items() if isinstance(value, str)}
        for name, sentence in rules.malformed(texts).items():
            self.add_error(name, sentence)
        return values


class ReceiptForm(forms.Form):
    """核对凭证: a file, or its text. Once valid, `result` says what became of it."""

    LARGEST = 100_000  # bytes; a receipt has two thousand
    TOO_LARGE = "凭证没有这么大，请看看是不是选错了文件。"

    file = forms.FileField(label="凭证文件", required=False, help_text="下载来的 JSON 文件")
    text = forms.CharField(
        label="或者粘贴凭证的内容",
        required=False,
        max_length=LARGEST,
        error_messages={"max_length": TOO_LARGE},
        widget=forms.Textarea(
            attrs={"rows": 8, "spellcheck": "false", "class": "form-control code"}
        ),
    )
    result: evidence.Checked

    def clean(self):
        """Read and check the receipt; a sentence where there is none."""
        values = super().clean() or {}
        file, text = values.get("file"), values.get("text", "")
        if file and file.size > self.LARGEST:
            raise forms.ValidationError(self.TOO_LARGE)
        if not (file or text or self.errors):
            raise forms.ValidationError("请选凭证文件，或者粘贴凭证的内容。")
        if not self.errors:
            try:
                self.result = evidence.check(file.read().decode("utf-8-sig") if file else text)
            except UnicodeDecodeError:
                raise forms.ValidationError(UNREADABLE) from None
            except ValueError as unfit:
                raise forms.ValidationError(str(unfit)) from unfit
        return values
