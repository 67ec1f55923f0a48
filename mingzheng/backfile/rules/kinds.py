"""What an old article is (种类、体裁、有效性), from its column, title and list."""

from mingzheng.columns.states import ColumnKind
from mingzheng.texts.states import DOCUMENT_KINDS, ArticleKind, Genre, InterpretationForm
from mingzheng.texts.states import Validity as V

OF_COLUMN: dict[str, ArticleKind] = {
    ColumnKind.POLICY: ArticleKind.POLICY,
    ColumnKind.INTERPRETATION: ArticleKind.INTERPRETATION,
    ColumnKind.NEWS: ArticleKind.NEWS,
    ColumnKind.FUNCTIONS: ArticleKind.INSTITUTION,
    ColumnKind.GUIDE: ArticleKind.GUIDE,
    ColumnKind.ANNUAL_REPORT: ArticleKind.ANNUAL_REPORT,
    ColumnKind.DATA: ArticleKind.STATISTICS,
    ColumnKind.RESPONSE: ArticleKind.RESPONSE,
}
# Columns of one kind that hold different things, by the address they begin with.
OF_SLUG = {
    "notices": ArticleKind.NOTICE,
    "meetings": ArticleKind.MEETING,
    "plans": ArticleKind.PLAN,
    "budgets": ArticleKind.BUDGET,
    "systems": ArticleKind.SYSTEM,
}
GENRES = {
    "决议": Genre.RESOLUTION, "决定": Genre.DECISION, "命令": Genre.ORDER, "公报": Genre.COMMUNIQUE,
    "公告": Genre.ANNOUNCEMENT, "通告": Genre.PROCLAMATION, "意见": Genre.OPINION,
    "通知": Genre.CIRCULAR, "通报": Genre.BULLETIN, "报告": Genre.REPORT, "请示": Genre.REQUEST,
    "批复": Genre.REPLY, "议案": Genre.MOTION, "纪要": Genre.MINUTES, "函": Genre.LETTER,
}  # fmt: skip
# 废止 without its day cannot be said here as a repeal: the list does not tell when or by what.
VALIDITIES = {"有效": V.VALID, "现行有效": V.VALID, "失效": V.LAPSED, "废止": V.LAPSED,
              "已失效": V.LAPSED, "已废止": V.LAPSED, "尚未施行": V.PENDING}  # fmt: skip


def kind_of(slug: str, column_kind: str) -> ArticleKind:
    """The kind of what stands in a column."""
    return OF_SLUG.get(slug) or OF_COLUMN.get(column_kind, ArticleKind.OTHER)


def genre_of(title: str) -> Genre:
    """The kind of official document that a title ends with; none where it says none."""
    end = title.rstrip('）)》」”" ')
    return next((genre for word, genre in GENRES.items() if end.endswith(word)), Genre.NONE)


def form_of(kind: str) -> InterpretationForm:
    """Old interpretations are texts."""
    is_text = kind == ArticleKind.INTERPRETATION
    return InterpretationForm.TEXT if is_text else InterpretationForm.NONE


def validity_of(kind: str, said: str) -> V:
    """What the old list says of a document; nothing where it says nothing, since nobody knows."""
    return (
        VALIDITIES.get("".join(said.split()), V.NOT_ASKED)
        if kind in DOCUMENT_KINDS
        else V.NOT_ASKED
    )
