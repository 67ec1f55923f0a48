"""A step by its name, as a button of the desk asks for it (办理一步)."""

from typing import Any

from django.db import transaction

from mingzheng.core.access import Actor, Blocked
from mingzheng.core.moves import why_not
from mingzheng.publishing.actions import drafting, reviewing
from mingzheng.publishing.flow import TURN_OF_STEP
from mingzheng.publishing.models import Manuscript
from mingzheng.publishing.states import ManuscriptState

STEPS: dict[str, Any] = {
    "submit": reviewing.submit,
    "recall": reviewing.recall,
    "discard": reviewing.discard,
    "sign": reviewing.sign,
}


@transaction.atomic
def take(
    manuscript: Manuscript,
    step: str,
    *,
    by: Actor,
    revision: int | None = None,
    steps: int | None = None,
    **said: Any,
) -> None:
    """Take the step of that name with what its form said (note, for signing the moment too).

    `revision` is the number of the revision that was read, `steps` how many steps had been taken
    when the page was opened: a note or a release date may have changed without a new revision.
    Raises Denied, Blocked.
    """
    drafting.hold(manuscript)
    reviewing.must_have_read(manuscript, revision)
    if steps is not None and steps != manuscript.steps_taken:
        raise Blocked("您打开这一页以后，稿件又办过别的步骤，请刷新，看过再办。")
    if step == "sign":
        said["revision"] = revision
    if step in STEPS:
        return STEPS[step](manuscript, by=by, **said)
    turn = TURN_OF_STEP.get(step)
    if turn is None:
        raise Blocked("没有这一步，请刷新后再看。")
    # The button of another stage must not pass this one: the page was older than the state.
    if turn.state != manuscript.state and not (
        step == "back_sign" and manuscript.state == ManuscriptState.SIGNED
    ):
        raise Blocked(why_not(manuscript, step, by=by) or "已被他人处理，请刷新后再看。")
    deed = reviewing.send_back if step == turn.back else reviewing.pass_review
    return deed(manuscript, by=by, revision=revision, **said)
