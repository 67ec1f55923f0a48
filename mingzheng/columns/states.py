"""The words of columns (栏目用语)."""

from django.db import models


class ColumnKind(models.TextChoices):
    """栏目类别, the words of the meta tag ColumnType (政府网站发展指引)."""

    HOME = "home", "首页"
    OVERVIEW = "overview", "概况信息"
    FUNCTIONS = "functions", "机构职能"
    LEADERS = "leaders", "负责人信息"
    NEWS = "news", "工作动态"
    POLICY = "policy", "政策文件"
    GUIDE = "guide", "信息公开指南"
    CATALOGUE = "catalogue", "信息公开目录"
    ANNUAL_REPORT = "annual_report", "信息公开年报"
    ON_REQUEST = "on_request", "依申请公开"
    DATA = "data", "数据发布"
    OPEN_DATA = "open_data", "数据开放"
    INTERPRETATION = "interpretation", "政策解读"
    RESPONSE = "response", "回应关切"
    SERVICE = "service", "办事服务"
    COMPLAINTS = "complaints", "咨询投诉"
    SURVEY = "survey", "征集调查"
    INTERVIEW = "interview", "在线访谈"
