"""The form of site settings: every field of the row, with the shape of the statutory numbers."""

from django import forms

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
