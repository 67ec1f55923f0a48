"""The words for what a text is (稿件用语): kinds, 公开属性, validity, genres, relations."""

from django.db import models


class Validity(models.TextChoices):
    """Whether a document holds (有效性)."""

    NOT_ASKED = "", "不涉及"
    PENDING = "pending", "尚未施行"
    VALID = "valid", "有效"
    LAPSED = "lapsed", "失效"
    REPEALED = "repealed", "废止"


class Disclosure(models.TextChoices):
    """公开属性 of the information: only what is open by itself is ever published here."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class ArticleKind(models.TextChoices):
    """What an article is (信息种类)."""

    POLICY = "policy", "政策文件"
    NORMATIVE = "normative", "规范性文件"
    INTERPRETATION = "interpretation", "政策解读"
    NOTICE = "notice", "通知公告"
    NEWS = "news", "工作动态"
    MEETING = "meeting", "会议公开"
    POSTING = "posting", "公示"
    CREDIT = "credit", "双公示"
    STATISTICS = "statistics", "统计信息"
    BUDGET = "budget", "预决算"
    PLAN = "plan", "规划计划"
    PERSONNEL = "personnel", "人事信息"
    INSTITUTION = "institution", "机构职能"
    GUIDE = "guide", "政府信息公开指南"
    SYSTEM = "system", "政府信息公开制度"
    ANNUAL_REPORT = "annual_report", "政府信息公开年报"
    RESPONSE = "response", "回应关切"
    OTHER = "other", "其他信息"


DOCUMENT_KINDS = (ArticleKind.POLICY, ArticleKind.NORMATIVE)


class Genre(models.TextChoices):
    """体裁分类: the fifteen kinds of official documents (公文种类)."""

    NONE = "", "不是公文"
    RESOLUTION = "resolution", "决议"
    DECISION = "decision", "决定"
    ORDER = "order", "命令（令）"
    COMMUNIQUE = "communique", "公报"
    ANNOUNCEMENT = "announcement", "公告"
    PROCLAMATION = "proclamation", "通告"
    OPINION = "opinion", "意见"
    CIRCULAR = "circular", "通知"
    BULLETIN = "bulletin", "通报"
    REPORT = "report", "报告"
    REQUEST = "request", "请示"
    REPLY = "reply", "批复"
    MOTION = "motion", "议案"
    LETTER = "letter", "函"
    MINUTES = "minutes", "纪要"


class Relation(models.TextChoices):
    """How an article stands to another (关联)."""

    INTERPRETS = "interprets", "解读"
    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    BASED_ON = "based_on", "依据"
    CITES = "cites", "引用"


class InterpretationForm(models.TextChoices):
    """In what form a policy is interpreted (解读形式)."""

    NONE = "", "不是解读"
    TEXT = "text", "文字解读"
    PICTURE = "picture", "图解"
    VIDEO = "video", "视频解读"
    AUDIO = "audio", "音频解读"
    QUESTIONS = "questions", "问答"
    BRIEFING = "briefing", "新闻发布会"
