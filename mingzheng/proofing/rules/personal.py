"""Numbers of persons (个人信息): identity cards, phones, bank cards, other papers, mailboxes.

Precision is worth more than reach where a number has no check digit: a word beside it must say what
it is. 《个人信息保护法》第二十五条, 第二十八条.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingzheng.proofing.rules.finding import Finding, found
from mingzheng.proofing.rules.numbers import (
    KEPT_FIRST,
    KEPT_LAST,
    PROVINCES,
    barely,
    has_id_shape,
    is_card,
    is_id,
    is_old_id,
)
from mingzheng.proofing.rules.reading import digits_of, even, web_addresses
from mingzheng.prose.rules.pieces import Piece

DIGITS = re.compile(r"[0-9][0-9 ._/·\-\r\n]{8}")  # nothing shorter is the number of a person
GAP = r"[ \-\r\n._/·]{0,2}"
NO_BEFORE, NO_AFTER = r"(?<![0-9A-Za-z*])", r"(?![0-9A-Za-z*])"
ID = re.compile(rf"(?<![0-9*])(?=([1-9](?:{GAP}[0-9]){{16}}{GAP}[0-9Xx])(?![0-9*]))")
OLD_ID = re.compile(rf"{NO_BEFORE}[1-9][0-9]{{14}}{NO_AFTER}(?!\.[0-9])")
MOBILE = re.compile(
    r"(?:(?<![0-9A-Za-z.*_=])|(?<=tel)|(?<=phone)|(?<=mobile))(?<![0-9]-)"
    r"(?:(?:\+|00)?86[ \-]{0,2})?"
    r"(1[3-9][0-9])([ \-.]?)([0-9]{4})([ \-.]?)([0-9]{4})(?![0-9A-Za-z*_])(?!\.[0-9])",
    re.I,
)
# Cut where numbers are not cut; in a row of numbers it is none.
ODD_MOBILE = re.compile(
    rf"{NO_BEFORE}(?<![0-9][ .\-])(1[ .\-]?[3-9](?:[ .\-]?[0-9]){{9}}){NO_AFTER}(?![ .\-][0-9])"
)
ODD_SHAPE = re.compile(r"[0-9]{4}([ .\-])[0-9]{4}\1[0-9]{3}|[0-9]{3}([ .\-])[0-9]{3}\2[0-9]{5}")
GLUED = re.compile(r"[A-Za-z][0-9]|[0-9Xx][A-Za-z]")  # letters around what is only like a number
CARD = re.compile(rf"{NO_BEFORE}(?=([3-9](?:[ \-]?[0-9]){{15,18}}){NO_AFTER}(?!\.[0-9]))")
ACCOUNT = re.compile(rf"{NO_BEFORE}([0-9](?:[ \-]?[0-9]){{11,21}}){NO_AFTER}(?!\.[0-9])")
MASKS = r"[*×●•■_xX]"
WEAK = re.compile(
    rf"(?<![0-9A-Za-z*])([0-9]{{1,16}})({MASKS}{{2,17}})([0-9]{{0,8}}[Xx]?)(?![0-9A-Za-z*])"
)
MAILBOX = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9][\w.+-]{0,40})@((?:qq|foxmail|163|126|yeah|sina|sohu|139|189|21cn|"
    r"tom|aliyun|gmail|hotmail|outlook|live|yahoo|icloud)\.(?:com|net|cn)(?:\.cn)?)(?![\w-])",
    re.I | re.A,
)
_OF = r"(?:号码|编号|号)?[ :：\t|(（]{0,4}"
PAPERS = tuple(
    re.compile(f"{label}{_OF}(?P<n>{number})(?![0-9A-Za-z])")
    for label, number in (
        ("护照", "[A-Za-z]{1,2}[0-9]{7,8}"),
        ("通行证", "[CHMWchmw]?[0-9]{8,10}"),
        ("(?:驾驶证|驾照)(?:档案)?", "[0-9]{12}"),
        ("[军警](?:官|人|士兵)?证", r"[\u4e00-\u9fff]?字?第?[0-9]{6,8}"),
    )
)

SAYS_ID = re.compile(r"身份证|身份号码|证件号|公民身份")
SAYS_CARD = re.compile(r"银行|卡号|账号|帐号|账户|帐户|一卡通|存折|社保卡|开户|借记卡|信用卡")
SAYS_ACCOUNT = re.compile(r"(?:账号|帐号|卡号|一卡通|存折)(?:号码|号)?[ :：（(\t|]{0,4}$")
UNSURE_CARD = "写着账号，校验位不对，可能是单位的账户，也可能抄错了一位。"
SAYS_PHONE = re.compile(r"手机|电话|联系|微信|致电|拨打|[Tt][Ee][Ll]")
SAYS_OFFICE = re.compile(r"监督|举报|值班|热线|投诉|咨询|服务电话|办公电话|受理|报名电话|技术支持")
CALLS = re.compile(r"(?:手机|电话|微信|致电|拨打|[Tt][Ee][Ll])(?:号码|号)?[ :：]{0,2}$")
# A number right after one of these is the number of a thing.
SAYS_OTHER = re.compile(
    r"(?:编号|编码|代码|文号|字号|合同号?|订单号?|项目号?|流水号?|注册号|批号|条码|条形码|单号|发票|票据|"
    r"许可证号?|备案号?|证书号?|案号|批准文号|登记号|设备号|序列号|产权证号?|不动产权|信用代码|标识码|版号|"
    r"索引号|户号|[Ii][Ss][Bb][Nn]|字第|第)[^\n，。；,;\t|]{0,6}$"
)
COUNTED = re.compile(
    r" ?(?:元|万|亿|千|余|多|平方|立方|公顷|亩|公斤|千克|吨|米|千瓦|人次|人|户|件|%)"
)


def personal(piece: Piece, heads: Sequence[str] = ()) -> list[Finding]:
    """Numbers of persons in a piece, each with what to write instead; [] for a text without any.

    `heads` are the column heads of the table whose row this is: a number is what its head says.
    """
    text = Said(even(piece.text), tuple(heads))
    findings = [*_papers(piece, text), *_mailboxes(piece, text)]
    if DIGITS.search(text):
        ids = [*_ids(piece, text)]
        taken = [(one.start, one.end) for one in ids] + web_addresses(text)
        cards = [one for one in _cards(piece, text) if not _inside(one, taken)]
        taken += [(one.start, one.end) for one in cards]
        cards += [one for one in _accounts(piece, text) if not _inside(one, taken)]
        rest = [*_old_ids(piece, text), *_mobiles(piece, text), *_odd_mobiles(piece, text)]
        findings += [*ids, *cards, *(one for one in rest if not _inside(one, taken))]
    findings += _weak_masks(piece, text)
    return findings


def _inside(one: Finding, spans: list[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in spans)


class Said(str):
    """A text that knows what stands before a place, in its line or at the head of its column."""

    __slots__ = ("heads",)
    heads: tuple[str, ...]

    def __new__(cls, text: str, heads: tuple[str, ...] = ()) -> "Said":
        """The text, with heads only where every cell has one."""
        made = super().__new__(cls, text)
        made.heads = heads if heads and text.count("\t") + 1 == len(heads) else ()
        return made

    def before(self, at: int, reach: int = 24) -> str:
        """What stands right before a place; in a table the head and the cell so far."""
        if not self.heads:
            return self[max(0, at - reach) : at]
        cell = self.rfind("\t", 0, at) + 1
        return f"{self.heads[self.count(chr(9), 0, at)]}：{self[cell:at]}"


def _ids(piece: Piece, text: Said) -> Iterator[Finding]:
    last = 0
    for match in ID.finditer(text):
        start, end = match.span(1)
        number = digits_of(match[1])
        if start < last or not has_id_shape(number):
            continue
        masked = barely(number)
        if is_id(number):
            yield found(piece, "id_card", start, end, replacement=masked)
            last = end
        elif SAYS_ID.search(text.before(start)) and not GLUED.search(text, start - 1, end + 1):
            words = "写着身份证号，但校验码不对，可能抄错了一位。"
            yield found(piece, "id_card", start, end, replacement=masked, message=words)
            last = end


def _old_ids(piece: Piece, text: Said) -> Iterator[Finding]:
    for match in OLD_ID.finditer(text):
        number, before = match[0], text.before(match.start())
        if not is_old_id(number) or COUNTED.match(text, match.end()):
            continue
        masked = barely(number)
        if SAYS_ID.search(before):
            yield found(piece, "old_id_card", *match.span(), replacement=masked)
        elif not SAYS_OTHER.search(before):
            said = found(piece, "old_id_card", *match.span(), replacement=masked, level="amber")
            yield replace(said, message="像是 15 位的旧身份证号。")


def _mobiles(piece: Piece, text: Said) -> Iterator[Finding]:
    for match in MOBILE.finditer(text):
        before = text.before(match.start(), 16)
        if (match[2] == ".") != (match[4] == ".") or _is_other(text, match.end(), before):
            continue
        start, end = match.span()
        masked = f"{match[1]}{match[2]}****{match[4]}{match[5]}"
        masked = text[start : match.start(1)] + masked
        if SAYS_OFFICE.search(before):
            words = "写着手机号码，像是对外公布的工作电话。"
            yield found(
                piece, "mobile", start, end, replacement=masked, level="amber", message=words
            )
        else:
            yield found(piece, "mobile", start, end, replacement=masked)


def _is_other(text: Said, end: int, before: str) -> bool:
    """Whether what looks like a telephone is an amount or the number of a thing."""
    if COUNTED.match(text, end) and not CALLS.search(before):
        return True
    return bool(SAYS_OTHER.search(before)) and not SAYS_PHONE.search(before)


def _odd_mobiles(piece: Piece, text: Said) -> Iterator[Finding]:
    """Numbers of telephones with gaps where nobody has them: sure only beside the word for it."""
    for match in ODD_MOBILE.finditer(text):
        before = text.before(match.start(), 16)
        says_phone = bool(SAYS_PHONE.search(before))
        is_usual = match[1].isdigit() or MOBILE.match(match[1])
        if is_usual or _is_other(text, match.end(), before):
            continue
        if says_phone or ODD_SHAPE.fullmatch(match[1]):
            places = [at for at, char in enumerate(match[1]) if char.isdigit()][3:7]
            masked = "".join("*" if at in places else char for at, char in enumerate(match[1]))
            level = "red" if says_phone and not SAYS_OFFICE.search(before) else "amber"
            yield found(piece, "mobile", *match.span(1), replacement=masked, level=level)


def _cards(piece: Piece, text: Said) -> Iterator[Finding]:
    last = 0
    for match in CARD.finditer(text):
        start, end = match.span(1)
        number = digits_of(match[1])
        if start < last:
            continue
        before = text.before(start, 40)
        says_card = bool(SAYS_CARD.search(before))
        if SAYS_OTHER.search(before[-16:]) and not SAYS_CARD.search(before[-8:]):
            continue
        if is_card(number, labelled=says_card):
            masked = "*" * (len(number) - 4) + number[-4:]
            yield found(piece, "bank_card", start, end, replacement=masked)
            last = end


def _accounts(piece: Piece, text: Said) -> Iterator[Finding]:
    """Numbers right after 账号 that no card has: an office's account, or a slip of the pen."""
    for match in ACCOUNT.finditer(text):
        number = digits_of(match[1])
        if SAYS_ACCOUNT.search(text.before(match.start(), 16)):
            masked = "*" * (len(number) - 4) + number[-4:]
            start, end = match.span(1)
            said = {"level": "amber", "message": UNSURE_CARD}
            yield found(piece, "bank_card", start, end, replacement=masked, **said)


def _weak_masks(piece: Piece, text: Said) -> Iterator[Finding]:
    """Identity numbers of which a mask leaves too much: more than the first three, the last two."""
    for match in WEAK.finditer(text):
        first, _, last = match.groups()
        before = text.before(match.start())
        is_long = len(match[0]) == 18 and first[:2] in PROVINCES and not SAYS_CARD.search(before)
        if not is_long and not SAYS_ID.search(before):
            continue
        if len(first) > KEPT_FIRST or len(last) > KEPT_LAST:
            first, last = first[:KEPT_FIRST], last[-KEPT_LAST:]
            masked = f"{first}{'*' * (len(match[0]) - len(first) - len(last))}{last}"
            yield found(piece, "weak_mask", *match.span(), replacement=masked)


def _papers(piece: Piece, text: Said) -> Iterator[Finding]:
    for shift, said in _labelled(text):
        if "证" not in said and "护照" not in said and "驾照" not in said:
            continue
        for pattern in PAPERS:
            for match in pattern.finditer(said):
                start, end = match.span("n")
                number = said[start:end]
                masked = number[:2] + "*" * (len(number) - 4) + number[-2:]
                yield found(piece, "document_id", start + shift, end + shift, replacement=masked)


def _labelled(text: Said) -> Iterator[tuple[int, str]]:
    """The text as it stands; of a row under heads each cell after its head, and how far off."""
    if not text.heads:
        yield 0, text
        return
    at = 0
    for head, cell in zip(text.heads, text.split("\t"), strict=True):
        yield at - len(head) - 1, f"{head}：{cell}"
        at += len(cell) + 1


def _mailboxes(piece: Piece, text: Said) -> Iterator[Finding]:
    if "@" not in text:
        return
    for match in MAILBOX.finditer(text):
        masked = f"{match[1][0]}***@{match[2]}"
        yield found(piece, "mailbox", *match.span(), replacement=masked)
