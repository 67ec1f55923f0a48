"""One record as it is typed in or imported (一条公示信息): read, completed, checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mingzheng.accounts.rules import credit_code_fault
from mingzheng.files.rules.words import clean, one_line
from mingzheng.proofing.rules.people import beside_names
from mingzheng.prose.rules.pieces import Piece
from mingzheng.publicity.rules import cells
from mingzheng.publicity.rules.fields import SEVERAL, Field, by_code, code_of, fields_of
from mingzheng.publicity.rules.identity import has_number, has_phone, masked_number, number_fault
from mingzheng.publicity.states import PartyKind, PenaltyType, RecordKind

FINES = {PenaltyType.FINE, PenaltyType.SMALL_FINE}
SEIZURES = {PenaltyType.INCOME, PenaltyType.GOODS}
LICENCES = {PenaltyType.SUSPENSION, PenaltyType.REVOCATION}
SEPARATORS = str.maketrans("，,;；/|\n", "、、、、、、、")
NUMBER_INSIDE = "里有身份证号，公示出去人人看得到。删去再存；证件号码写在“证件号码”里。"
HOME_INSIDE = "里像有个人的住址，写到了门牌或者组，公示出去人人看得到，请核对，只写到村、社区。"
PHONE_INSIDE = "里像有手机号码，公示时会盖住，请核对。"
MUCH = "写的是 {} 万元。单位是万元，请核对是不是把元写成了万元。"


@dataclass(frozen=True)
class Office:
    """The office that a record is filled in for: what stands where the table is empty."""

    name: str
    credit_code: str = ""


@dataclass(frozen=True)
class Problem:
    """Something wrong with one field (empty: the whole record), as a sentence; never a number."""

    code: str
    title: str
    message: str
    blocking: bool = True
    value: str = ""


@dataclass
class Entry:
    """A record as it will be kept: open values by code, identity numbers apart."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def said(self, part: str) -> str:
        """What a field says, by the part of its code: XDR_MC, WSH …; empty if nothing."""
        return self.values.get(code_of(self.kind, part), "")

    def day(self, part: str) -> date | None:
        """The day a field says; None if it says none."""
        return date.fromisoformat(text) if (text := self.said(part)) else None

    @property
    def party(self) -> str:
        """What kind of party it is about (PartyKind)."""
        return self.said("XDR_LB")

    @property
    def types(self) -> list[str]:
        """The kinds of the permit or of the penalty."""
        text = self.said("XKLB" if self.kind == RecordKind.PERMIT else "CFLB")
        return [one for one in text.split(",") if one]

    @property
    def fine(self) -> Decimal | None:
        """The fine in 万元; None if there is none."""
        return Decimal(text) if (text := self.said("NR_FK")) else None

    @property
    def is_right(self) -> bool:
        """Whether nothing holds it back."""
        return not any(problem.blocking for problem in self.problems)

    def complain(self, one: Field, words: str, value: str = "", *, blocking: bool = True) -> None:
        """Note what is wrong with a field; the values of sealed fields are never noted."""
        shown = masked_number(value) if one.is_sealed else value[:60]
        self.problems.append(Problem(one.code, one.title, words, blocking, shown))


def examine(
    kind: str, said: Mapping[str, str], *, office: Office, today: date, kept: Collection[str] = ()
) -> Entry:
    """Read what was written, by code, into a record; everything wrong is noted in it.

    `today` bounds the day of the decision. `kept`: codes of the numbers that are stored already, so
    that empty ones are not missing. Nothing is guessed: what the office fills in is noted too.
    """
    entry = Entry(kind)
    for one in fields_of(kind):
        text = clean(said.get(one.code, ""))
        text = text if one.type == "text" else one_line(text)
        text = text or _from_office(entry, one, office)
        if text:
            _read(entry, one, text)
    _require(entry, kept)
    _compare(entry, today)
    _look_inside(entry)
    return entry


def _from_office(entry: Entry, one: Field, office: Office) -> str:
    text = {"office": office.name, "office_code": office.credit_code}.get(one.type, "")
    if text:
        entry.complain(one, f"没有写，按本单位填成“{text}”。", blocking=False)
    return text


def _read(entry: Entry, one: Field, text: str) -> None:
    if len(text) > one.length and one.type not in ("until", "date"):
        entry.complain(one, f"太长，最多 {one.length} 个字，这里有 {len(text)} 个。", text)
    elif one.choices:
        _read_choice(entry, one, text)
    elif one.type in ("date", "until"):
        day = cells.read_date(text) if one.type == "date" else cells.read_until(text)
        _keep(entry, one, day.isoformat() if day else None, cells.DATE_SHAPE, text)
    elif one.type == "amount":
        amount = cells.read_amount(text)
        said = None if amount is None else cells.as_amount(amount)
        _keep(entry, one, said, "写成数字，单位是万元，最多六位小数。", text)
        if amount is not None and amount >= cells.LARGE:
            entry.complain(one, MUCH.format(cells.as_amount(amount)), text, blocking=False)
    elif one.type in ("credit", "office_code"):
        text = text.replace(" ", "").upper()
        fault = credit_code_fault(text)
        _keep(entry, one, text if fault is None else None, fault or "", text)
    elif one.is_sealed:
        entry.numbers[one.code] = text.replace(" ", "").upper()
    else:
        entry.values[one.code] = text


def _keep(entry: Entry, one: Field, value: str | None, words: str, text: str) -> None:
    if value is None:
        entry.complain(one, words, text)
    else:
        entry.values[one.code] = value


def _read_choice(entry: Entry, one: Field, text: str) -> None:
    parts = text.translate(SEPARATORS).split("、") if one.type in SEVERAL else [text]
    meant = [_meant(one, part) for part in parts if part]
    if None in meant:
        choices = "、".join(label for _, label in one.choices)
        entry.complain(one, f"可以写：{choices}。", text)
        return
    entry.values[one.code] = ",".join(dict.fromkeys(filter(None, meant)))


def _meant(one: Field, text: str) -> str | None:
    # 其他-煤矿安全许可: what comes after the dash explains the kind, the kind is 其他.
    head = text.partition("-")[0].partition("—")[0].partition("（")[0]
    return one.meant(text) or one.meant(head)


def _require(entry: Entry, kept: Collection[str]) -> None:
    types = set(entry.types)
    party = entry.party
    wanted = {
        "always": True,
        "organisation": party in (PartyKind.LEGAL, PartyKind.SOLE),
        "natural": party == PartyKind.NATURAL,
        "fine": bool(types & FINES),
        "seizure": bool(types & SEIZURES),
        "licence": bool(types & LICENCES),
    }
    told = {problem.code for problem in entry.problems if problem.blocking}
    for one in fields_of(entry.kind):
        is_there = one.code in entry.values or one.code in entry.numbers or one.code in told
        if wanted.get(one.required) and not is_there and one.code not in kept:
            entry.complain(one, _why(one))


def _why(one: Field) -> str:
    reasons = {
        "organisation": "法人、个体工商户要写。",
        "natural": "自然人要写。",
        "fine": "处罚类别有罚款，要写金额。",
        "seizure": "处罚类别有没收，要写金额。",
        "licence": "处罚类别有暂扣或吊销，要写证照名称和编号。",
    }
    return reasons.get(one.required, "没有写，这一项必须有。")


def _compare(entry: Entry, today: date) -> None:
    known = by_code(entry.kind)
    decided, since, until = entry.day("JDRQ"), entry.day("YXQZ"), entry.day("YXQZI")
    if decided and decided > today:
        entry.complain(known[code_of(entry.kind, "JDRQ")], "决定日期在今天以后。", str(decided))
    if since and until and until < since:
        entry.complain(known["XK_YXQZI"], "有效期至早于有效期自。", str(until))
    shown_until = entry.day("GSJZQ")
    if decided and shown_until and shown_until <= decided:
        entry.complain(known["CF_GSJZQ"], "公示截止期不晚于处罚决定日期。", str(shown_until))
    for number, paper in (("FR_ZJHM", "FR_ZJLX"), ("XDR_ZJHM", "XDR_ZJLX")):
        one = known[code_of(entry.kind, number)]
        text = entry.numbers.get(one.code, "")
        if text and (fault := number_fault(text, entry.said(paper))):
            entry.complain(one, fault, text)


def _look_inside(entry: Entry) -> None:
    """No identity number in what everybody will read; mobile numbers are pointed out."""
    for code, text in entry.values.items():
        one = by_code(entry.kind)[code]
        if one.type not in ("line", "text") or one.part == "XDR_SWDJ":
            continue  # an old tax number of a trader is an identity number; it is masked when shown
        if has_number(text):
            entry.complain(one, NUMBER_INSIDE)
        elif has_phone(text):
            entry.complain(one, PHONE_INSIDE, blocking=False)
        if any(found.level == "red" for found in beside_names(Piece(one.title, text))):
            entry.complain(one, HOME_INSIDE, blocking=False)
