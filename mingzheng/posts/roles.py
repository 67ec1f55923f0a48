"""Which post (岗位) may do which deeds: the one table an administrator can read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A post (岗位): the deeds that whoever holds it may do in the organisation and below."""

    name: str
    label: str
    description: str
    deeds: frozenset[str]
    line: str = "business"


_IMPORT = frozenset({"import.remap", "import.apply", "import.undo", "import.drop"})
_JUDGE = frozenset({"judgement.open_up", "judgement.propose", "judgement.reopen"})
_READ = frozenset(
    {"edition.see", "manuscript.see", "publicity.see", "organisation.see", "trace.see"}
    | {"handover.see"}
)
_FILL = frozenset("submission." + s for s in ("start", "submit", "report_nothing", "withdraw"))
_ROUND = frozenset({"round.edit", "round.open", "round.extend", "round.gather", "round.reopen"})
_CHECK = frozenset({"submission.accept", "submission.send_back", "submission.merge"})
_DRAFT = frozenset({"edition.edit", "edition.submit", "edition.withdraw", "edition.discard"})
_DUES = frozenset({"due.open", "due.fulfil"})
_CLERK = _DRAFT | {"edition.adjust", "alias.map", "attachment.store"} | _IMPORT | _JUDGE | _FILL
_HAND_OVER = frozenset(
    "handover." + s for s in ("send", "send_again", "propose_again", "draft_up", "open_up")
)
_PROFILE = frozenset({"profile.edit", "errata.answer"})
_RULES = frozenset({"workrule.edit", "workrule.submit", "workrule.withdraw", "workrule.discard"})
_WRITE = frozenset("manuscript." + s for s in ("edit", "submit", "recall", "discard"))
_FIRST = frozenset({"manuscript.pass_first", "manuscript.back_first"})
_SECOND = frozenset({"manuscript.pass_second", "manuscript.back_second"})
_SECRECY = frozenset({"manuscript.pass_secrecy", "manuscript.back_secrecy"})
_SIGN = frozenset({"manuscript.sign", "manuscript.back_sign"})
_RETRACT = frozenset({"article.withdraw", "article.repeal"})

_CARRY = frozenset({"delivery.resend", "delivery.confirm", "delivery.abandon", "proof.record"})
_PASS = frozenset({"finding.override"})
_SHOW = frozenset(
    {"publicity." + s for s in ("edit", "submit", "take_back", "discard", "report", "propose")}
    | {"publicity_import." + s for s in ("remap", "apply", "undo", "drop")}
    | {"publicity.reveal"}
)
_LET_OUT = frozenset(
    "publicity." + s for s in ("release", "send_back", "withdraw", "correct", "turn_down", "reveal")
)

_LEAD = frozenset(
    {"decision.see", "decision.propose", "decision.edit", "decision.draft", "decision.redraft"}
    | {"decision.hold_hearing", "decision.argue", "decision.assess", "decision.submit_legal"}
    | {"decision.report_progress", "decision_list.edit", "decision_list.submit"}
    | {"decision_list.take_back", "decision_list.discard"}
)
_RELEASE = frozenset(
    {"decision.see", "decision.consult", "decision.announce_hearing", "decision.publish_adoption"}
    | {"decision_list.pass_on", "decision_list.send_back", "decision.release_document"}
)
_DECIDE = frozenset(
    {"decision.see", "decision.start", "decision.discuss", "decision.publish", "decision.execute"}
    | {"decision.evaluate", "decision.end", "decision_list.consent", "decision_list.publish"}
    | {"decision_list.edit", "decision_list.submit", "decision_list.take_back"}
    | {"decision_list.discard"}
)

_TABLE = (
    Role(
        "drafter",
        "经办",
        "填写和导入本单位的目录，起草要公开的信息，改好后送审。",
        _READ
        | (_CLERK | _RULES | _WRITE | _DUES)
        | (_PASS | _SHOW | _LEAD | _PROFILE | _HAND_OVER | _CARRY),
    ),
    Role(
        "reviewer",
        "审核",
        "审核本单位提交的目录和稿件（初审、复审），通过或者退回。",
        _READ
        | _FIRST
        | _SECOND
        | _PASS
        | {"edition.pass_review", "edition.send_back"}
        | _RELEASE
        | {"submission.pass_town", "submission.return_below", "submission.comment"}
        | {"workrule.pass_review", "workrule.send_back", "workrule.withdraw_pass"}
        | _LET_OUT,
    ),
    Role(
        "secrecy_reviewer",
        "保密审查",
        "对拟公开的内容作保密审查；身份证号一类的检查发现，只有本岗位可以放行。",
        _READ | _SECRECY | _PASS | {"finding.override_personal"},
    ),
    Role(
        "signer",
        "签发",
        "签发本单位对外公开的内容，撤回、标明废止。",
        _READ | _SIGN | _RETRACT,
    ),
    Role(
        "openness_office",
        "政务公开办",
        "全县目录的主管：分领域、汇总、批复、调整，对应机构名称；设置栏目和审查道数，把旧网站的信息入库。",
        _READ
        | _CLERK
        | _ROUND
        | _CHECK
        | _DUES
        | _PASS
        | {"round.close", "round.cancel", "submission.comment", "submission.urge"}
        | {"edition.send_back", "edition.approve", "edition.reject", "edition.withdraw_approval"}
        | (_PROFILE | {"errata.hand_over"})
        | {"trace.verify", "subscription.see"}
        | _CARRY
        | {"field.edit", "standard.confirm", "search.edit", "laws.edit"}
        | {"column.edit", "topic.edit", "review_plan.edit"}
        | {"article_import.remap", "article_import.apply"}
        | {"article_import.undo", "article_import.drop"}
        | {"judgement.pass_through", "judgement.turn_down"}
        | {"due.excuse", "due.set_prompt"}
        | {"handover.send", "handover.send_again", "handover.propose_again"}
        | {"handover.pass_through", "handover.turn_down"}
        | {"word.edit"}
        | {"publicity.set_periods"}
        | {"decision.see"},
    ),
    Role(
        "decision_office",
        "决策管理",
        "决策机关办公室：启动重大行政决策，登记党委同意和集体讨论，公布目录和决策。",
        frozenset({"organisation.see"}) | _DECIDE,
    ),
    Role(
        "legal_reviewer",
        "合法性审查",
        "负责合法性审查的部门：对决策草案的权限、程序、内容出具审查意见，不审自己单位承办的。",
        frozenset({"organisation.see", "decision.see", "decision.give_legality"})
        | {"decision.return_legal"},
    ),
    Role(
        "supervisor",
        "监督员",
        "查看目录和办理过程，核验留痕；不改任何内容。",
        _READ | {"trace.verify", "decision.see"},
    ),
    Role(
        "system_admin",
        "系统管理员",
        "管机构、人员、网站设置、工作日历和接口密钥；不授岗位，不办业务。",
        frozenset(
            {"organisation.see", "organisation.edit", "person.see", "person.edit"}
            | {"site.edit", "calendar.edit", "channel.edit"}
            | {"system_key.issue", "system_key.revoke"}
        ),
        line="system",
    ),
    Role(
        "security_admin",
        "安全管理员",
        "授予和收回岗位，解除锁定，重置动态码；不能给自己授岗位，不办业务。",
        frozenset({"organisation.see", "person.see", "person.unlock", "membership.grant"}),
        line="security",
    ),
    Role(
        "audit_admin",
        "审计管理员",
        "查看、核验和导出全部留痕；不改任何内容。",
        frozenset({"organisation.see", "person.see", "trace.see", "trace.verify", "audit.export"}),
        line="audit",
    ),
)

ROLES: dict[str, Role] = {role.name: role for role in _TABLE}
ROLE_CHOICES = [(role.name, role.label) for role in _TABLE]
ADMINISTRATORS = tuple(role for role in _TABLE if role.line != "business")


def line_of(role: str) -> str:
    """The line of duty of a role name; KeyError if there is no such role."""
    return ROLES[role].line


def roles_with(deed: str) -> list[Role]:
    """The roles that hold a deed, in table order; empty for deeds of the system itself."""
    return [role for role in _TABLE if deed in role.deeds]
