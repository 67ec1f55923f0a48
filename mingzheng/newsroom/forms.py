"""What staff type in: a text with its record, what goes with a step, corrections, withdrawals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.states import EditionState
from mingzheng.columns import queries as columns
from mingzheng.newsroom.words import TOPICS
from mingzheng.prose.rules.cleaning import from_plain, is_marked
from mingzheng.prose.rules.reading import placed
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import Purpose, Visibility
from mingzheng.replay.words import column_name
from mingzheng.screens.forms import DayField
from mingzheng.texts.rules.content import PLAIN_COLUMNS, Content
from mingzheng.texts.states import ArticleKind, Disclosure, Genre, InterpretationForm, Relation

BLANK = ("", "请选择")


def _date(label: str, **more: Any) -> DayField:
    return DayField(label=label, required=False, **more)


def _area(label: str, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, **more)


def items_owed(manuscript: Manuscript) -> list[Item]:
    """The items that the office owes by the editions in force, in their order. One query."""
    duties = Duty.objects.filter(
        organisation=manuscript.organisation_id, item__edition__state=EditionState.IN_FORCE
    )
    found = Item.objects.filter(pk__in=duties.values("item")).select_related("field")
    return list(found.order_by("field__position", "position"))


class ContentForm(forms.Form):
    """A text with its record. Only what the flow asks for later is required later: drafts may lack.

    `base` is the revision the writer began from; `pasted` what cleaning said of pasted texts.
    """

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    pasted = forms.CharField(widget=forms.HiddenInput, max_length=2000, required=False)
    title = forms.CharField(label="标题", max_length=300, required=False)
    subtitle = forms.CharField(label="副标题", max_length=300, required=False)
    body = _area("正文", 18, help_text="可以从 Word、WPS 或者网页粘贴，多余的格式自动去掉")
    kind = forms.ChoiceField(label="信息种类", choices=ArticleKind.choices)
    home = forms.TypedChoiceField(label="主栏目", coerce=int, empty_value=None, required=False)
    more = forms.TypedMultipleChoiceField(
        label="同时放进这些栏目", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.CharField(label="来源", max_length=100, required=False)
    document_number = forms.CharField(
        label="发文字号", max_length=100, required=False, help_text="例如：云政发〔2026〕3号"
    )
    dated_on = _date("成文日期")
    formed_on = _date("形成日期", help_text="公开时限从这一天算起；写了成文日期的可以不写")
    topic = forms.ChoiceField(
        label="主题分类", choices=[BLANK, *((name, name) for name in TOPICS)], required=False
    )
    genre = forms.ChoiceField(label="体裁分类", choices=Genre.choices, required=False)
    form = forms.ChoiceField(
        label="解读形式", choices=InterpretationForm.choices, required=False,
        help_text="信息种类是政策解读时选。选视频解读的：视频作为附件（MP4）上传，或者填网址；"
        "正文写视频里说的话和画面上的文字",
    )  # fmt: skip
    video_url = forms.URLField(
        label="视频网址", max_length=500, required=False, assume_scheme="https",
        help_text="视频在别的网站上的填；上传了 MP4 的不用填",
    )  # fmt: skip
    effective_on = _date("施行日期")
    expires_on = _date("失效日期", help_text="从这一天起不再有效")
    keywords = forms.CharField(label="关键词", max_length=200, required=False)
    summary = _area("内容概述", 3, max_length=500)
    disclosure = forms.ChoiceField(label="公开属性", choices=Disclosure.choices)
    disclosure_ground = _area("不主动公开的理由", 2, max_length=500)
    items = forms.MultipleChoiceField(
        label="对应的公开事项", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="这条信息公开以后，算履行了哪些事项的公开责任",
    )  # fmt: skip

    def __init__(self, *args: Any, manuscript: Manuscript, **options: Any) -> None:
        self.content = manuscript.revision.content if manuscript.revision else Content()
        options.setdefault("initial", self._initial(manuscript))
        super().__init__(*args, **options)
        office = manuscript.organisation
        places = columns.open_for(office)
        choices = [(one.pk, f"{'　' * one.depth}{column_name(one, office.pk)}") for one in places]
        self._choices("home", [BLANK, *choices])
        self._choices("more", choices)
        owed = [(one.code, f"{one.code} {one.name}") for one in items_owed(manuscript)]
        kept = [(code, f"{code}（目录里已经没有）") for code in self.content.items]
        area = self.fields["body"].widget
        area.attrs["data-editor"] = static("django_prose_editor/editor.js")
        area.attrs["data-clean"] = reverse("newsroom:clean")
        self.places = places_of(manuscript.pk, self.content)
        self._choices("items", owed + [one for one in kept if one[0] not in dict(owed)])
        topic = self.content.topic
        if topic and topic not in TOPICS:  # brought in from elsewhere: not lost by saving
            self._choices("topic", [BLANK, (topic, topic), *((name, name) for name in TOPICS)])

    def _choices(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        field = self.fields[name]
        field.choices = list(choices)  # type: ignore[attr-defined]

    def _initial(self, manuscript: Manuscript) -> dict[str, Any]:
        said: dict[str, Any] = {name: getattr(self.content, name) for name in PLAIN_COLUMNS}
        said["base"] = manuscript.revision.number if manuscript.revision else 0
        said["body"] = placed(said["body"], places_of(manuscript.pk, self.content))
        said["home"] = self.content.columns[0] if self.content.columns else ""
        said["more"] = list(self.content.columns[1:])
        said["items"] = list(self.content.items)
        if not manuscript.revision:
            said["source"] = manuscript.organisation.name
            said["kind"] = manuscript.article.kind
        return said

    def said(self) -> Content:
        """What was typed in, with links and files as they were."""
        data = self.cleaned_data
        home = (data["home"],) if data["home"] else ()
        said = {name: data[name] for name in PLAIN_COLUMNS} | {"body": self._body(data["body"])}
        return Content(
            **said,
            columns=(*home, *data["more"]),
            items=tuple(data["items"]),
            ties=self.content.ties,
            files=self.content.files,
            dues=self.content.dues,
        )

    def _body(self, typed: str) -> str:
        """The text with its pictures named, not placed; lines without any tag are paragraphs."""
        if typed and not is_marked(typed):
            return from_plain(typed).html
        for name, address in self.places.items():
            typed = typed.replace(f'"{address}"', f'"{name}"')
        return typed


def places_of(pk: int, content: Content) -> dict[str, str]:
    """Where staff see the pictures of a text of a manuscript, by what the body calls them.

    All that are enclosed: one may be put into the text that is not there yet.
    """
    keys = [one.attachment for one in content.files if one.attachment]
    return {f"image:{key}": reverse("newsroom:file", args=[pk, key]) for key in keys}


class FileForm(forms.Form):
    """A file to enclose; words for a picture put it into the text."""

    revision = forms.IntegerField(label="稿次", widget=forms.HiddenInput, min_value=0)
    file = forms.FileField(
        label="文件",
        help_text="Word、表格、PDF、OFD、文本、压缩包、图片、MP4 视频，最大 50 MB；"
        "带宏的、加密的不收",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"},
    )
    alt = forms.CharField(
        label="图片的替代文字", max_length=300, required=False,
        help_text="图片要放进正文的写：给看不见图片的人说图上是什么。不写就只当附件。",
    )  # fmt: skip


class WordForm(forms.Form):
    """A Word document to be read in, and where its text goes."""

    ADDED = "added"

    revision = forms.IntegerField(label="稿次", widget=forms.HiddenInput, min_value=0)
    file = forms.FileField(
        label="Word 文件", help_text=".docx；WPS 里选“另存为”就能存成 .docx",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"},
    )  # fmt: skip
    way = forms.ChoiceField(
        label="放在哪里", choices=[("instead", "换掉现在的正文（原来的稿次都留着）"),
                               (ADDED, "接在现在的正文后面")],
        initial="instead", widget=forms.RadioSelect,
    )  # fmt: skip


class StartForm(forms.Form):
    """What is begun, and for which office."""

    office = forms.ChoiceField(label="单位")
    kind = forms.ChoiceField(label="信息种类", choices=ArticleKind.choices, initial="notice")

    def __init__(self, *args: Any, offices: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["office"]
        field.choices = [(one.code, one.name) for one in offices]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """An opinion that goes with a step, the revision that was read, and when it was."""

    revision = forms.IntegerField(label="稿次", widget=forms.HiddenInput, required=False)
    steps = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = _area("意见", 3, max_length=2000)

    def __init__(self, *args: Any, required: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].required = required
        self.fields["note"].error_messages["required"] = "写明理由，至少一句话。"


class SignForm(NoteForm):
    """When a signed manuscript goes out, and why without an interpretation."""

    publish_at = forms.DateTimeField(
        label="发布时间", required=False, help_text="不填就马上发布；定了的，到点后一分钟内发出",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    reason = _area(
        "不同步解读的理由", 2, max_length=500,
        help_text="只有政策文件没有同步解读时才写；理由和签发人一起留痕",
    )  # fmt: skip


class ScheduleForm(forms.Form):
    """Another moment for what is signed."""

    publish_at = SignForm.base_fields["publish_at"]


class PublicNoteForm(forms.Form):
    """What the page says at its top about a correction, and whether earlier texts go."""

    public_note = _area(
        "更正说明", 3, max_length=1000, help_text="会显示在页面最上面：哪里改了、为什么改"
    )
    closes = forms.BooleanField(
        label="以前的文字不再公开", required=False,
        help_text="以前的文字里有个人信息等不能再公开的内容时勾选：发布以后，历次版本和对照里"
        "不再出现，单位的记录里留着。和稿件一起审查",
    )  # fmt: skip
    closes_earlier = _area(
        "不再公开的理由", 2, max_length=500,
        help_text="勾选了才写，会显示在页面上；不要写进不再公开的内容",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A tick and its reason go together; what is kept is the reason."""
        said = super().clean() or {}
        ticked, reason = said.pop("closes", False), said.get("closes_earlier", "").strip()
        if ticked and not reason:
            self.add_error("closes_earlier", "写明以前的文字为什么不再公开，公众会看到。")
        if reason and not ticked:
            self.add_error("closes", "写了理由，还没有勾选：勾上，或者把理由删去。")
        return said


class ChangeForm(PublicNoteForm):
    """Why a public article is opened again."""

    purpose = forms.ChoiceField(
        label="办理事由",
        choices=[(one.value, one.label) for one in (Purpose.CORRECTION, Purpose.AMENDMENT)],
        widget=forms.RadioSelect, initial=Purpose.CORRECTION,
    )  # fmt: skip
    field_order = ("purpose", "public_note", "closes", "closes_earlier")

    def __init__(self, *args: Any, is_withdrawn: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["public_note"].required = not is_withdrawn
        if is_withdrawn:  # what was taken back begins anew
            choices = [(Purpose.NEW.value, "重新发布")]
            self.fields["purpose"].choices = choices  # type: ignore[attr-defined]
            self.fields["purpose"].initial = Purpose.NEW
            del self.fields["closes"], self.fields["closes_earlier"]  # they went with it


class WithdrawForm(forms.Form):
    """Why a public article is taken back, and what is left to be read of it."""

    title = forms.CharField(
        label="公开的标题", max_length=300, required=False,
        help_text="撤回以后页面上还看得到标题。不填就用原来的；标题里有姓名等不能公开的内容，"
        "写一个中性的",
    )  # fmt: skip
    reason = forms.CharField(
        label="撤回理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="会和标题、撤回时间一起公开；不要写进要撤回的内容",
    )  # fmt: skip


class UnrepealForm(forms.Form):
    """Why a document holds after all."""

    reason = forms.CharField(
        label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如选错了文件。公众看到“撤销废止”这一步，理由只留痕",
    )  # fmt: skip


class RepealForm(forms.Form):
    """From which day and by what a document holds no longer."""

    on = DayField(label="废止日期", initial=timezone.localdate)
    document = forms.CharField(
        label="废止它的文件（短网址）", max_length=12, required=False,
        help_text="已经在本站公开的，填它的短网址，例如 ab3cd4ef",
    )  # fmt: skip
    title = forms.CharField(
        label="废止它的文件（名称）", max_length=300, required=False, help_text="不在本站的写名称"
    )

    def clean_document(self) -> Article | None:
        """The article at that address."""
        code = self.cleaned_data["document"].strip()
        if not code:
            return None
        found = Article.objects.filter(code=code, visibility=Visibility.PUBLIC).first()
        if found is None:
            raise forms.ValidationError("没有这个短网址的公开信息，检查一下，或者只写名称。")
        return found


class InterpreterForm(forms.Form):
    """Which other office shall interpret a document, and may read it before it is public."""

    office = forms.ModelChoiceField(
        Organisation.objects.none(), label="请来解读的单位", required=False, empty_label="不请",
        help_text="这个单位公开以前就能看这份稿件的文字，写解读时能关联它",
    )  # fmt: skip

    def __init__(self, *args: Any, manuscript: Manuscript, **options: Any) -> None:
        options["initial"] = {"office": manuscript.article.interpreter_id}
        super().__init__(*args, **options)
        others = Organisation.objects.filter(is_active=True).exclude(pk=manuscript.organisation_id)
        field = self.fields["office"]
        field.queryset = others.order_by("path")  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """A relation to another article by its short address, or to a document outside."""

    relation = forms.ChoiceField(label="关联", choices=Relation.choices)
    article = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="文件名称", max_length=300, required=False)
    url = forms.URLField(label="网址", max_length=500, required=False, assume_scheme="https")
