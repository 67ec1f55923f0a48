"""The words of profiles: what a unit is, and whether somebody is on duty."""

from django.db.models import TextChoices


class UnitKind(TextChoices):
    """What a part of an office is (单元)."""

    DIVISION = "division", "内设机构"
    TEAM = "team", "中队"
    GRID = "grid", "网格"


class Presence(TextChoices):
    """Whether somebody is on duty (在不在岗), as the board by the door says (亮身份、亮岗位)."""

    ON_DUTY = "on_duty", "在岗"
    OUT = "out", "外出办事"
    ON_LEAVE = "on_leave", "休假"
