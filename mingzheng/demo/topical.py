"""The topic that the demo county keeps (试点专栏): its parts by rule and by hand."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import Visibility
from mingzheng.specimens import days
from mingzheng.topics import actions
from mingzheng.topics.models import Topic

PURPOSE = (
    "把县、乡、村三级该公开的事项列成标准目录，逐项公开、按期更新，让群众看得到、看得懂、能监督。"
    "这里放试点的进展，目录和公开情况的数字每天自动更新。"
)
PARTS = (
    ("试点动态", {"kind": "news"}),
    ("制度和文件", {"kind": "normative"}),
    ("政策解读", {"kind": "interpretation"}),
    ("会议公开", {"kind": "meeting"}),
)
ENDED = "去年的优化营商环境专题已经办完，主要做法写进了工作规则。"


def keep(offices: Mapping[str, Organisation], staff: dict[str, Person]) -> int:
    """Make a topic that runs and one that is archived; how many there are."""
    openness, today = staff["YX0001"], timezone.localdate()
    county = next(one for one in offices.values() if one.parent_id is None)
    said = {
        "name": "基层政务公开标准化规范化试点", "slug": "pilot", "purpose": PURPOSE,
        "begins_on": today - timedelta(days=60), "ends_on": today + timedelta(days=300),
        "is_open": True,
    }  # fmt: skip
    made = actions.save(Topic(organisation=county), said, by=openness)
    blank = {"kind": "", "office": None, "column": None, "words": ""}
    for name, rule in PARTS:
        actions.add_part(made, {"name": name, **blank, **rule}, by=openness)
    cards = actions.add_part(made, {"name": "群众常看", **blank}, by=openness)
    picked = Article.objects.filter(visibility=Visibility.PUBLIC, kind="notice").order_by(
        "-released_at"
    )
    for one in picked[:3]:
        actions.pick(cards, one.code, by=openness)
    begun, ended = today - timedelta(days=350), today - timedelta(days=100)
    old = said | {
        "name": "优化营商环境", "slug": "business", "purpose": "办事少跑腿，审批看得见。",
        "begins_on": begun, "ends_on": ended,
    }  # fmt: skip
    with days.at(days.morning(begun)):
        done = actions.save(Topic(organisation=county), old, by=openness)
        for kind, name in (("news", "进展"), ("notice", "公告"), ("meeting", "会议")):
            words = "营商环境" if kind != "meeting" else ""
            actions.add_part(
                done, blank | {"name": name, "kind": kind, "words": words}, by=openness
            )
    with days.at(days.morning(ended)):
        actions.archive(done, ENDED, by=openness)
    return Topic.objects.count()
