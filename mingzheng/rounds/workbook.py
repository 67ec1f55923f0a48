"""What goes into an office's workbook (填报表格): its rows, starter rows of its fields, remarks."""

from collections.abc import Sequence
from dataclasses import replace

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.catalogue.states import ListKind
from mingzheng.editions.adopting import content_of
from mingzheng.exports.choices import to_workbook
from mingzheng.powers.exporting import cell, form_of
from mingzheng.powers.rules.columns import COLUMNS
from mingzheng.powers.rules.content import PowerContent
from mingzheng.rounds import queries
from mingzheng.rounds.models import Submission
from mingzheng.rounds.sheets import Form, Line, to_xlsx
from mingzheng.standards.models import Field
from mingzheng.standards.queries import usable_rows

HOW_TO = (
    "一行一个公开事项。红色的格子必须填；有下拉箭头的格子可以选。",
    "公开内容一行一条，行首写“●”。公开依据一行一部法律、法规或者文件，带文号。",
    "公开时限写明从哪天起算、几个工作日，比如：信息形成或变更之日起20个工作日内。",
    "公开渠道和载体一行一个，行首写“■”。公开层级几级之间用顿号隔开。",
    "标题行、列的先后可以改，列名不要改。后面几张表只用来看和复制，不会导入。",
    "填好存成 XLSX，回到“填报轮次”上传，看逐行报告，确认导入，再提交。",
)
EXAMPLE = ItemContent(
    field_code="20",
    level1="最低生活保障",
    level2="审批信息",
    elements=(Choice("低保对象名单及相关信息"), Choice("监督举报电话")),
    bases=("《社会救助暂行办法》（国务院令第649号）",),
    limit_text="作出决定之日起7个工作日内",
    subject_text="县民政局",
    channels=(Choice("政府网站"), Choice("公开查阅点")),
    audience_all=True,
    mode="active",
    levels=("county",),
    stages=("result",),
    post="社会救助股",
)

EXAMPLE_POWER = PowerContent(
    {
        "type": "01",
        "name": "种子生产经营许可",
        "level": "4",
        "bases": ["《中华人民共和国种子法》第三十一条"],
        "handling": "种业管理股",
        "legal_days": 20,
        "legal_unit": "workday",
        "promised_days": 10,
        "promised_unit": "workday",
        "conditions": "有与生产经营相适应的场所、设施和人员。",
        "charged": False,
        "duties": "一次告知要补的材料；现场核查；按期决定并送达。",
        "accountability": "符合条件不受理的；超过期限不办结的。",
        "supervision": "向县农业农村局办公室投诉，电话见办事指南。",
        "remedy": "可以申请行政复议，也可以提起行政诉讼。",
    }
)
EXAMPLE_SERVICE = PowerContent(
    {
        "type": "20",
        "name": "农业技术咨询",
        "level": "4",
        "bases": ["《中华人民共和国农业技术推广法》第十一条"],
        "handling": "农技推广中心",
        "promised_unit": "at_once",
        "charged": False,
        "supervision": "向县农业农村局办公室投诉，电话见办事指南。",
    }
)


def workbook_of(submission: Submission) -> bytes:
    """The office's workbook as it stands now. About six queries, however many rows."""
    if submission.kind != ListKind.DISCLOSURE:
        return _list_of(submission)
    names = {field.code: field.list_name for field in Field.objects.all()}
    edition = submission.edition or queries.edition_of(submission)
    lines = _lines(submission, edition, names)
    have = {line.content.key for line in lines}
    standard = usable_rows().filter(field__lead=submission.organisation)
    contents = [(row.field.code, content_of(row)) for row in standard]
    starters = [Line(names[code], one) for code, one in contents if one.key not in have]
    if not lines:
        # An office that has nothing yet begins with the standard of its fields.
        lines, starters = starters, []
    return to_xlsx(
        Form(
            title=f"{submission.organisation.name}{submission.get_kind_display()}填报表",
            notes=_notes(submission),
            lines=lines,
            starters=starters,
            example=Line(names.get(EXAMPLE.field_code, "社会救助"), EXAMPLE),
            fields=list(names.values()),
        )
    )


def _list_of(submission: Submission) -> bytes:
    """A list of powers or services: what the office has, drop-downs, checks, remarks, example."""
    submission.edition = submission.edition or queries.edition_of(submission)
    rows = list(queries.rows_in(submission))
    title = f"{submission.organisation.name}{submission.get_kind_display()}填报表"
    form = form_of(rows, submission.kind, title)
    said = _remarks(submission)
    row = EXAMPLE_SERVICE if submission.kind == ListKind.SERVICES else EXAMPLE_POWER
    by_label = {column.label: cell(row, column.name) for column in COLUMNS}
    return to_workbook(
        replace(
            form,
            notes=_notes(submission, form.notes),
            remarks={at: said[one.code] for at, one in enumerate(rows) if one.code in said},
            example=[by_label.get(column.heading, "") for column in form.columns],
        )
    )


def _remarks(submission: Submission) -> dict[str, list[tuple[str, str]]]:
    """Open remarks by the code of their row: (column or "", who said what)."""
    remarks: dict[str, list[tuple[str, str]]] = {}
    for note in submission.notes.filter(settled_at=None).exclude(code=""):
        words = f"{note.author_name}：{note.text}"
        remarks.setdefault(note.code, []).append((note.column, words))
    return remarks


def _lines(submission: Submission, edition: Edition | None, names: dict[str, str]) -> list[Line]:
    if edition is None:
        return []
    remarks = _remarks(submission)
    items = edition.items.select_related("field").order_by("field__position", "position")
    return [
        Line(names[one.field.code], one.content, tuple(remarks.get(one.code, ()))) for one in items
    ]


def _notes(submission: Submission, how_to: Sequence[str] = HOW_TO) -> list[str]:
    round_, due = submission.round, submission.round.due_on
    said = [f"截止日期：{due.year}年{due.month}月{due.day}日", *round_.instructions.splitlines()]
    general = submission.notes.filter(settled_at=None, code="")
    back = [f"意见：{note.text}" for note in general]
    return [*said, "", *back, *how_to, "", *round_.guidance.splitlines()]
