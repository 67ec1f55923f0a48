"""The one row of site settings (网站设置): what header, footer and meta tags say."""

from django.db import models
from django.urls import reverse

from . import rules


class SiteSettings(models.Model):
    """网站设置. Numbers start as zeros and names with ×, so that a check can find them."""

    name = models.CharField("网站名称", max_length=60, default="××县人民政府")
    platform_name = models.CharField("平台名称", max_length=40, default="政务公开平台")
    domain = models.CharField("英文域名", max_length=100, default="www.000.example")
    site_code = models.CharField("网站标识码", max_length=10, default="0000000000")
    icp = models.CharField("ICP备案号", max_length=40, default="×ICP备00000000号-1")
    police_record = models.CharField(
        "公安备案号", max_length=40, default="×公网安备 00000000000000号"
    )
    host_unit = models.CharField("主办单位", max_length=60, default="××县人民政府办公室")
    operator = models.CharField("承办单位", max_length=60, default="××县政务公开办公室")
    address = models.CharField("地址", max_length=100, default="××县××路 0 号")
    phone = models.CharField("联系电话", max_length=40, default="0000-0000000")
    email = models.EmailField("电子邮箱", blank=True, default="")
    hotline = models.CharField("政务服务热线", max_length=20, default="12345")
    badge_url = models.URLField("党政机关网站标识链接", blank=True, default="")
    report_url = models.URLField("“我为政府网站找错”链接", blank=True, default="")
    supports_ipv6 = models.BooleanField("本站支持 IPv6", default=False)
    elder_ready = models.BooleanField("已通过适老化和无障碍评测", default=False)
    accessibility_note = models.TextField("无障碍声明补充", blank=True, default="")

    # Shown on every page by 国办发〔2017〕47号; the rest may stay empty.
    REQUIRED = (
        "name", "domain", "site_code", "icp", "police_record", "host_unit", "operator",
        "address", "phone", "badge_url", "report_url",
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = "网站设置"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_site")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("portal:site-settings")

    # What the trace needs to know of a subject; the site belongs to the whole area.
    organisation_path = organisation_code = organisation_name = ""

    @property
    def subject_title(self):
        return "网站设置"

    @property
    def unset(self):
        """The Chinese names of required values that nobody has filled in yet."""
        names = rules.unset({name: getattr(self, name) for name in self.REQUIRED})
        return [self.label_of(name) for name in names]

    @classmethod
    def label_of(cls, name: str) -> str:
        """The Chinese name of one value."""
        return next(str(field.verbose_name) for field in cls._meta.fields if field.name == name)
