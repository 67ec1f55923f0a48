"""A thing that stands in a flow: the tests of the ground must not need any business."""

from typing import ClassVar

from django.apps import AppConfig
from django.db import models

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step
from mingzheng.core.models import Stateful


class PapersConfig(AppConfig):
    """Installed only inside a test, so that no migration is ever owed for it."""

    name, label = "mingzheng.core.tests", "papers"


def not_the_drafter(paper: "Paper", by: Actor) -> str | None:
    """Four eyes."""
    return "不能审核自己起草的内容。" if paper.drafted_by == by.actor_id else None


PAPER_FLOW = Flow(
    "paper",
    "公文",
    start="draft",
    states={"draft": "起草中", "review": "待审核", "done": "已签发"},
    steps=(
        Step("submit", "送审", frozenset({"draft"}), "review", who="经办人"),
        Step("return", "退回", frozenset({"review"}), "draft", who="审核人", note_required=True),
        Step(
            "sign",
            "签发",
            frozenset({"review"}),
            "done",
            who="审核人",
            unless=(not_the_drafter,),
        ),
        Step("stamp", "盖章", frozenset({"done"}), "done", who="审核人", form="stamp"),
    ),
)


class Paper(Stateful):
    """A stand-in for the businesses (公文)."""

    FLOW: ClassVar[Flow] = PAPER_FLOW
    title = models.CharField(max_length=100, default="关于低保标准的通知")
    drafted_by = models.CharField(max_length=64, default="")
    organisation_path = models.CharField(max_length=100, default="/0001/0007/")
    organisation_code = "0007"
    organisation_name = "云溪县民政局"

    class Meta:
        app_label = "papers"

    @property
    def subject_title(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/papers/{self.pk}/"
