"""The words of major decisions (重大行政决策用语): stages, kinds, ways, outcomes."""

from django.db import models


class DecisionState(models.TextChoices):
    """Where a matter stands (决策阶段): the stage reached last, in the order of the law."""

    PROPOSED = "proposed", "建议"
    STARTED = "started", "启动"
    DRAFTED = "drafted", "草案"
    CONSULTING = "consulting", "征求意见"
    ANSWERED = "answered", "采纳情况公开"
    ARGUED = "argued", "专家论证"
    ASSESSED = "assessed", "风险评估"
    LEGAL = "legal", "合法性审查"
    DISCUSSED = "discussed", "集体讨论"
    PUBLISHED = "published", "公布"
    EXECUTING = "executing", "执行"
    EVALUATED = "evaluated", "后评估"
    ENDED = "ended", "终止"


class DecisionListState(models.TextChoices):
    """Where one version of a yearly catalogue stands (年度决策事项目录状态)."""

    DRAFT = "draft", "起草"
    REVIEW = "review", "待审核"
    CONSENT = "consent", "报党委同意"
    AGREED = "agreed", "党委已同意"
    PUBLISHED = "published", "公布"
    SUPERSEDED = "superseded", "已调整"
    DISCARDED = "discarded", "已作废"


OPEN_LISTS = (
    DecisionListState.DRAFT,
    DecisionListState.REVIEW,
    DecisionListState.CONSENT,
    DecisionListState.AGREED,
)
PUBLIC_LISTS = (DecisionListState.PUBLISHED, DecisionListState.SUPERSEDED)


class MatterKind(models.TextChoices):
    """The five kinds of art 3 (决策事项类别)."""

    POLICY = "policy", "重大公共政策和措施"
    PLAN = "plan", "重要规划"
    RESOURCE = "resource", "自然资源和文化资源的开发、保护"
    PROJECT = "project", "重大公共建设项目"
    OTHER = "other", "其他重大事项"


class Source(models.TextChoices):
    """Who suggested the matter, art 10 (建议来源)."""

    LEADER = "leader", "决策机关领导人员"
    OFFICE = "office", "部门或者下一级政府"
    DELEGATE = "delegate", "人大代表、政协委员"
    PUBLIC = "public", "公民、法人或者其他组织"


class Way(models.TextChoices):
    """The ways to hear the public, art 14 (听取意见方式)."""

    PUBLIC = "public", "向社会公开征求意见"
    MEETING = "meeting", "座谈会"
    HEARING = "hearing", "听证会"
    VISIT = "visit", "实地走访"
    WRITTEN = "written", "书面征求意见"
    SURVEY = "survey", "问卷调查"
    POLL = "poll", "民意调查"


class Adoption(models.TextChoices):
    """What became of an opinion (采纳情况)."""

    TAKEN = "taken", "采纳"
    PARTLY = "partly", "部分采纳"
    REFUSED = "refused", "不采纳"


class RiskLevel(models.TextChoices):
    """How grave the risk is (风险等级)."""

    LOW = "low", "低风险"
    MIDDLE = "middle", "中风险"
    HIGH = "high", "高风险"


class Legality(models.TextChoices):
    """What the legality review says as a whole, art 25 (合法性审查结论)."""

    LAWFUL = "lawful", "合法"
    AMENDED = "amended", "按意见修改后合法"
    UNLAWFUL = "unlawful", "不合法"
    TRIAL = "trial", "探索性改革，已明示法律风险"


class MeetingKind(models.TextChoices):
    """Which meeting decides, art 30 (会议)."""

    STANDING = "standing", "常务会议"
    PLENARY = "plenary", "全体会议"
    OFFICE = "office", "领导班子会议"  # departments and towns follow by reference, art 42


class Outcome(models.TextChoices):
    """What the meeting decided (讨论决定)."""

    PASSED = "passed", "通过"
    AGAIN = "again", "修改后再议"
    REJECTED = "rejected", "不予通过"


class Trigger(models.TextChoices):
    """Why a decision is evaluated afterwards, art 36 (后评估情形)."""

    EFFECT = "effect", "明显未达到预期效果"
    OPINIONS = "opinions", "公民、法人或者其他组织提出较多意见"
    NEEDED = "needed", "决策机关认为有必要"


class Advice(models.TextChoices):
    """What the evaluation advises (后评估建议)."""

    KEEP = "keep", "继续执行"
    ADJUST = "adjust", "依照程序调整"
    STOP = "stop", "依照程序停止执行"
