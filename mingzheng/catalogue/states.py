"""The words of the catalogue (目录用语): states, modes, levels, stages, channels."""

from django.db import models

from mingzheng.standards.states import Mode

__all__ = [
    "OPEN_STATES",
    "PUBLIC_STATES",
    "Audience",
    "DutyBasis",
    "EditionState",
    "Level",
    "ListKind",
    "Mode",
    "Stage",
]


class EditionState(models.TextChoices):
    """Where an edition stands (目录版本状态)."""

    DRAFT = "draft", "草稿"
    REVIEW = "review", "单位审核"
    APPROVAL = "approval", "待批复"
    APPROVED = "approved", "已批复待施行"
    IN_FORCE = "in_force", "现行"
    SUPERSEDED = "superseded", "已被替代"
    DISCARDED = "discarded", "已作废"


OPEN_STATES = (
    EditionState.DRAFT,
    EditionState.REVIEW,
    EditionState.APPROVAL,
    EditionState.APPROVED,
)
PUBLIC_STATES = (EditionState.IN_FORCE, EditionState.SUPERSEDED)


class Level(models.TextChoices):
    """At which level of government it is disclosed (公开层级)."""

    COUNTY = "county", "县级"
    TOWN = "town", "乡级"
    VILLAGE = "village", "村级"


class Stage(models.TextChoices):
    """五公开: the stage of administration that the item belongs to."""

    DECISION = "decision", "决策"
    EXECUTION = "execution", "执行"
    MANAGEMENT = "management", "管理"
    SERVICE = "service", "服务"
    RESULT = "result", "结果"


class Audience(models.TextChoices):
    """For whom (公开对象)."""

    ALL = "all", "全社会"
    SOME = "some", "特定群体"


class DutyBasis(models.TextChoices):
    """Why an organisation owes an item (责任来源)."""

    NAMED = "named", "主体写明"
    CLASS = "class", "按主体类别展开"
    LEVEL = "level", "按公开层级展开"
    ALIAS = "alias", "按人工对应"


class ListKind(models.TextChoices):
    """Which list a catalogue is (清单种类)."""

    DISCLOSURE = "disclosure", "公开事项目录"
    POWERS = "powers", "权责清单"
    SERVICES = "services", "公共服务清单"
