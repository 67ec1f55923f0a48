"""The words of processes (环节和公开属性用语)."""

from django.db import models


class JudgementState(models.TextChoices):
    """Where the judgement of a piece of information stands (认定状态)."""

    OPEN = "open", "待认定"
    ACTIVE = "active", "认定主动公开"
    REVIEW = "review", "待政务公开办审核"
    SETTLED = "settled", "审核通过，不主动公开"


OPEN_STATES = (JudgementState.OPEN, JudgementState.REVIEW)


class Attribute(models.TextChoices):
    """Whether information is public (公开属性)."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Ground(models.TextChoices):
    """Why information is not published (不公开的情形): 条例 arts 14-16."""

    SECRET = "E14-1", "依法确定为国家秘密"
    FORBIDDEN = "E14-2", "法律、行政法规禁止公开"
    SAFETY = "E14-3", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"
    THIRD_PARTY = "E15", "涉及商业秘密、个人隐私等，公开会损害第三方合法权益"
    INTERNAL = "E16-1", "内部事务信息：人事管理、后勤管理、内部工作流程"
    DRAFT = "E16-2", "过程性信息：讨论记录、过程稿、磋商信函、请示报告"
    CASE_FILE = "E16-3", "行政执法案卷信息"

    @property
    def words(self) -> str:
        """The ground as people know it: its article in front of it."""
        article = {"E14": "第十四条", "E15": "第十五条", "E16": "第十六条"}
        return f"{article[self.value[:3]]} {self.label}"
