"""Another office is asked to interpret a document (请单位解读) before it is public."""

from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Manuscript


@transaction.atomic
def ask_to_interpret(manuscript: Manuscript, office: Organisation | None, *, by: Actor) -> bool:
    """Let another office read and link a text that is not public, to interpret it (请单位解读).

    None takes that back; False if it is so already. Raises Denied, Blocked.
    """
    place, article = manuscript.organisation, manuscript.article
    require(by, "manuscript.edit", place.path, place.name)
    drafting.hold(manuscript)
    if not manuscript.is_open:
        raise Blocked("稿件已经办完，不用再请别的单位看。")
    if office == place:
        raise Blocked("本单位的文件本单位都能关联，不用请。")
    if article.interpreter == office:
        return False
    before, article.interpreter = article.interpreter, office
    article.save(update_fields=["interpreter"])
    changes = {"interpreter": [one.name if one else "" for one in (before, office)]}
    trace.record(manuscript, "ask_to_interpret", by=by, label="请单位解读", changes=changes)
    return True
