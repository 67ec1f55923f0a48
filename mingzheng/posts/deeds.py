"""Every deed there is (职权): its name is the permission to do it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Deed:
    """One thing that can be done, or seen, in the workbench."""

    name: str
    label: str
    group: str


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
        edition__withdraw_approval="施行之前撤回批复",
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
        submission__report_nothing="零报送",
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
        "政务公开工作规则",
        workrule__edit="起草、修改政务公开工作规则",
        workrule__submit="工作规则送审",
        workrule__withdraw="撤回送审的工作规则",
        workrule__pass_review="审核通过工作规则，定施行日期",  # noqa: S106 - a deed, not a password
        workrule__send_back="退回工作规则",
        workrule__withdraw_pass="施行之前撤回工作规则的审核",  # noqa: S106 - a deed, not a password
        workrule__discard="作废工作规则草稿",
        workrule__enact="工作规则到日施行",
        workrule__supersede="工作规则被新版替代",
    ),
    **_deeds("正文与附件", attachment__store="上传附件和图片"),
    **_deeds(
        "信息发布",
        manuscript__see="看本单位的稿件和审查意见",
        manuscript__edit="起草、修改稿件，办更正和修订",
        manuscript__submit="稿件送审",
        manuscript__recall="撤回送审的稿件修改",
        manuscript__pass_first="初审通过",  # noqa: S106 - a deed, not a password
        manuscript__back_first="初审退回",
        manuscript__pass_second="复审通过",  # noqa: S106 - a deed, not a password
        manuscript__back_second="复审退回",
        manuscript__pass_secrecy="保密审查通过",  # noqa: S106 - a deed, not a password
        manuscript__back_secrecy="保密审查退回",
        manuscript__sign="签发，定发布时间",
        manuscript__back_sign="终审退回，改发布时间",
        manuscript__publish="到时间发布",
        manuscript__discard="作废稿件",
        article__withdraw="撤回已经公开的信息",
        article__repeal="标明文件废止",
        article_import__remap="旧稿对列名",
        article_import__apply="确认旧稿入库，按原来的日期公开",
        article_import__undo="整批撤销旧稿入库",
        article_import__drop="放弃旧稿入库",
        article_import__read="读完旧稿",
        article_import__fail="没读成旧稿",
        article_import__finish="旧稿入库完成",
        article_import__turn_back="旧稿没入成库",
        column__edit="设置栏目",
        topic__edit="设置专题，归档",
        review_plan__edit="定审查道数和解读同步的要求",
    ),
    **_deeds(
        "渠道发布",
        delivery__queue="排队待发",
        delivery__claim="开始发送",
        delivery__accept="平台收下",
        delivery__finish="发出",
        delivery__postpone="没有发成，稍后再发",
        delivery__give_up="发不出去",
        delivery__lose="不知道发成没有",
        delivery__drop="信息已撤回，不再发",
        delivery__resend="重新发送",
        delivery__confirm="确认已发出",
        delivery__abandon="不再发",
        proof__record="登记、作废公开凭证",
        subscription__see="看订阅的数量和推送记录",
    ),
    **_deeds(
        "应公开",
        due__open="登记一项应公开",
        due__fulfil="登记在别处的公开结果",
        due__excuse="免予公开，恢复要求公开",
        due__set_prompt="规定“及时公开”是几个工作日",
    ),
    **_deeds(
        "办文办会",
        handover__see="看移交过来的公文和会议",
        handover__send="移交形成的公文、开过的会议",
        handover__send_again="退回以后重新移交",
        handover__propose_again="退回以后重新提请不主动公开",
        handover__draft_up="从移交件起草公开稿",
        handover__take_back_draft="公开稿作废，移交件重新待公开",
        handover__pass_through="同意移交件不主动公开",  # noqa: S106 - a deed, not a password
        handover__turn_down="退回移交件",
        handover__open_up="移交件改为主动公开",
        system_key__issue="发放办文系统的接口密钥",
        system_key__revoke="收回办文系统的接口密钥",
    ),
    **_deeds(
        "发布前检查",
        finding__override="放行检查发现的问题，写明理由",
        finding__override_personal="放行身份证号、银行卡号一类的发现，写明理由",
        word__edit="维护检查用的词库、可以链接的网站",
    ),
    **_deeds(
        "双公示",
        publicity__see="看没有公示的许可和处罚",
        publicity__edit="录入、修改、导入许可和处罚",
        publicity__submit="许可和处罚送审",
        publicity__take_back="撤回送审的许可和处罚",
        publicity__discard="作废没有公示的许可和处罚",
        publicity__release="审核公示许可和处罚",
        publicity__send_back="退回许可和处罚",
        publicity__report="报告决定有变",
        publicity__withdraw="撤下公示的许可和处罚",
        publicity__propose="提出更正公示的许可和处罚",
        publicity__correct="审核更正",
        publicity__turn_down="不予更正",
        publicity__reveal="查看加密存放的证件号码",
        publicity__set_periods="设置公示期和公示期限",
        publicity__expire="公示期满",
        publicity_import__remap="双公示对列名",
        publicity_import__apply="确认导入双公示",
        publicity_import__undo="撤销导入双公示",
        publicity_import__drop="放弃导入双公示",
        publicity_import__read="读完双公示表格",
        publicity_import__fail="没读成双公示表格",
        publicity_import__finish="双公示导入完成",
        publicity_import__turn_back="没导成双公示",
    ),
    **_deeds(
        "重大行政决策",
        decision__see="看决策事项的办理和内部材料",
        decision__propose="提出决策事项建议",
        decision__edit="归纳意见，登记材料",
        decision__release_document="同意公开决策材料",
        decision__start="启动决策程序，定哪些程序要办",
        decision__draft="登记决策草案",
        decision__consult="公开征求意见",
        decision__announce_hearing="公告听证会",
        decision__hold_hearing="登记听证会",
        decision__publish_adoption="公开意见采纳情况",
        decision__argue="登记专家论证",
        decision__assess="登记风险评估",
        decision__submit_legal="送合法性审查",
        decision__give_legality="出具合法性审查意见",
        decision__return_legal="退回合法性审查材料",
        decision__discuss="登记集体讨论",
        decision__redraft="修改决策草案",
        decision__publish="公布重大行政决策",
        decision__execute="登记决策开始执行",
        decision__report_progress="报告决策执行情况",
        decision__evaluate="登记决策后评估",
        decision__end="终止决策事项",
        decision_list__edit="写年度决策事项目录",
        decision_list__submit="年度决策事项目录送审",
        decision_list__take_back="撤回送审的决策事项目录",
        decision_list__pass_on="审核通过决策事项目录",  # noqa: S106 - a deed, not a password
        decision_list__send_back="退回决策事项目录",
        decision_list__consent="登记党委同意决策事项目录",
        decision_list__publish="公布决策事项目录",
        decision_list__supersede="决策事项目录被新版替代",
        decision_list__discard="作废决策事项目录草稿",
    ),
    **_deeds(
        "机构和人员",
        organisation__see="看机构",
        organisation__edit="新增、修改、移动、停用和导入机构",
        errata__answer="答复网站找错",
        errata__hand_over="转办网站找错，定答复期限",
        profile__edit="填写机构职能、公开指南和公示人员",
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
        channel__edit="设置发布渠道的账号和密钥",
        calendar__edit="维护工作日历",
        search__edit="维护搜索的同义词、推荐结果和热搜词",
    ),
}

# Done by the clock, never by a person: no role may hold them.
SYSTEM_DEEDS = frozenset(
    {"edition.enact", "edition.supersede"}
    | {"import.read", "import.fail", "import.finish", "import.turn_back"}
    | {"workrule.enact", "workrule.supersede"}
    | {"manuscript.publish", "handover.take_back_draft"}
    | {"delivery." + s for s in ("claim", "accept", "finish", "postpone", "give_up")}
    | {"delivery." + s for s in ("lose", "drop", "queue")}
    | {"publicity.expire", "publicity_import.read", "publicity_import.fail"}
    | {"publicity_import.finish", "publicity_import.turn_back"}
    | {"article_import.read", "article_import.fail"}
    | {"article_import.finish", "article_import.turn_back"}
    | {"workrule.enact", "workrule.supersede", "decision_list.supersede"}
)
