"""Who may do what (岗位与职权): one table of deeds, one table of roles. Pure data, no database.

A permission is the name of a deed. A membership row grants a role in one organisation and below.
The three administrators (三员) follow GB/T 22239-2019 8.1.5: each on a line of its own.
"""

from dataclasses import dataclass

from mingzheng.core.access import SystemActor


@dataclass(frozen=True)
class Deed:
    """One thing that can be done, or seen, in the workbench."""

    name: str
    label: str
    group: str


@dataclass(frozen=True)
class Role:
    """A post (岗位): the deeds that whoever holds it may do in the organisation and below."""

    name: str
    label: str
    description: str
    deeds: frozenset[str]
    line: str = "business"


def _deeds(group: str, **labels: str) -> dict[str, Deed]:
    names = {key.replace("__", "."): label for key, label in labels.items()}
    return {name: Deed(name, label, group) for name, label in names.items()}


DEEDS: dict[str, Deed] = {
    **_deeds(
        "公开事项目录",
        edition__see="看草稿和审核中的目录",
        edition__edit="填写、导入、撤销导入草稿中的事项",
        edition__submit="提交审核",
        edition__withdraw="撤回已提交的目录",
        edition__pass_review="审核通过",  # noqa: S106 - a deed, not a password
        edition__send_back="退回修改",
        edition__approve="批复",
        edition__reject="不予批复",
        edition__discard="作废草稿",
        edition__adjust="发起目录调整（新开一版）",
        edition__enact="到日生效",
        edition__supersede="被新版替代",
        import__remap="对列名",
        import__apply="确认导入表格",
        import__undo="撤销导入",
        import__drop="放弃导入",
        import__read="读完表格",
        import__fail="没读成表格",
        import__finish="导入完成",
        import__turn_back="没导成表格",
        judgement__open_up="认定信息主动公开",
        judgement__propose="提请信息依申请公开或不予公开",
        judgement__reopen="重新认定公开属性",
        judgement__pass_through="审核通过不主动公开的信息",  # noqa: S106 - a deed, not a password
        judgement__turn_down="退回重新认定公开属性",
        alias__map="把没对上的机构名称对应好",
        field__edit="维护领域和牵头部门",
        standard__confirm="确认标准目录里待核实的事项",
        laws__edit="维护法规库",
    ),
    **_deeds(
        "填报轮次",
        round__edit="起草、修改填报轮次，选填报单位",
        round__open="发起填报",
        round__extend="延期",
        round__gather="开始汇总",
        round__reopen="回到填报",
        round__close="结束一轮",
        round__cancel="取消一轮",
        submission__start="开始填报",
        submission__submit="提交填报，标明意见已改",
        submission__withdraw="撤回填报",
        submission__pass_town="审核村（社区）的填报",  # noqa: S106 - a deed, not a password
        submission__return_below="退回村（社区）的填报",
        submission__accept="接收填报",
        submission__send_back="退回填报",
        submission__merge="汇总填报，定有分歧的事项",
        submission__comment="在填报的行上写意见",
        submission__urge="催报",
    ),
    **_deeds(
        "机构和人员",
        organisation__see="看机构",
        organisation__edit="新增、修改、移动、停用和导入机构",
        person__see="看人员和他们的岗位",
        person__edit="新增、停用人员，重置业务人员的密码",
        person__unlock="解除锁定，重置动态码和管理员的密码",
        membership__grant="授予和收回岗位",
    ),
    **_deeds(
        "留痕",
        trace__see="看留痕",
        trace__verify="核验留痕链条",
        audit__export="导出审计记录",
    ),
    **_deeds(
        "系统",
        site__edit="修改网站名称、页脚等设置",
        calendar__edit="维护工作日历",
        search__edit="维护搜索的同义词、推荐结果和热搜词",
    ),
}

# Done by the clock, never by a person: no role may hold them.
SYSTEM_DEEDS = frozenset(
    {"edition.enact", "edition.supersede"}
    | {"import.read", "import.fail", "import.finish", "import.turn_back"}
)

_IMPORT = frozenset({"import.remap", "import.apply", "import.undo", "import.drop"})
_JUDGE = frozenset({"judgement.open_up", "judgement.propose", "judgement.reopen"})
_READ = frozenset({"edition.see", "organisation.see", "trace.see"})
_FILL = frozenset({"submission.start", "submission.submit", "submission.withdraw"})
_ROUND = frozenset({"round.edit", "round.open", "round.extend", "round.gather", "round.reopen"})
_CHECK = frozenset({"submission.accept", "submission.send_back", "submission.merge"})

_TABLE = (
    Role(
        "drafter",
        "经办",
        "填写和导入本单位的目录，改好后提交审核。",
        _READ
        | _IMPORT
        | _FILL
        | {
            "edition.edit",
            "edition.submit",
            "edition.withdraw",
            "edition.discard",
            "edition.adjust",
            "alias.map",
        }
        | _JUDGE,
    ),
    Role(
        "reviewer",
        "审核",
        "审核本单位提交的目录，通过或者退回。",
        _READ
        | {"edition.pass_review", "edition.send_back"}
        | {"submission.pass_town", "submission.return_below", "submission.comment"},
    ),
    Role(
        "secrecy_reviewer",
        "保密审查",
        "对拟公开的内容作保密审查。",
        _READ,
    ),
    Role("signer", "签发", "签发本单位对外公开的内容。", _READ),
    Role(
        "openness_office",
        "政务公开办",
        "全县目录的主管：分领域、汇总、批复、调整，对应机构名称。",
        _READ
        | _IMPORT
        | _FILL
        | _ROUND
        | _CHECK
        | {"round.close", "round.cancel", "submission.comment", "submission.urge"}
        | {
            "edition.edit",
            "edition.submit",
            "edition.withdraw",
            "edition.discard",
            "edition.send_back",
            "edition.approve",
            "edition.reject",
            "edition.adjust",
            "alias.map",
            "field.edit",
            "standard.confirm",
            "search.edit",
            "laws.edit",
            "judgement.pass_through",
            "judgement.turn_down",
            "trace.verify",
        }
        | _JUDGE,
    ),
    Role(
        "supervisor",
        "监督员",
        "查看目录和办理过程，核验留痕；不改任何内容。",
        _READ | {"trace.verify"},
    ),
    Role(
        "system_admin",
        "系统管理员",
        "管机构、人员、网站设置和工作日历；不授岗位，不办业务。",
        frozenset(
            {"organisation.see", "organisation.edit", "person.see", "person.edit"}
            | {"site.edit", "calendar.edit"}
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


class CommandLine(SystemActor):
    """Whoever runs commands on the server (服务器命令): may do every deed everywhere.

    Founds a county, where nobody yet could grant anything, and repairs it when every
    administrator is locked out. Its events say that it was the command line.
    """

    actor_id, actor_name = "command-line", "服务器命令"
    organisation_name = "服务器"


COMMAND_LINE = CommandLine(DEEDS)


class Visitor(SystemActor):
    """Somebody not signed in (未登录): the actor of a failed sign-in; may do nothing."""

    actor_id, actor_name = "visitor", "未登录的访问者"
    organisation_name = ""


VISITOR = Visitor()
