"""What must not stand beside a name (人名旁边的内容): a home address, an illness.

《个人信息保护法》第二十五条, 第二十八条. An address of an office is public; only one that a word
or a name shows to be somebody's home is found.
"""

import re

from mingzheng.proofing.rules.finding import Finding, found
from mingzheng.proofing.rules.names import NAME, SHORT_NAME, masked_name, names_in
from mingzheng.proofing.rules.reading import HAN, even
from mingzheng.prose.rules.pieces import Piece

REACH = 60  # characters between a name or a label and the address
ESTATE = (
    "小区|花园|家园|花苑|佳苑|雅苑|嘉苑|公寓|家属院|家属楼|宿舍|华庭|公馆|名都|名城|新城|新村|大院"
)
DASHED = r"[0-9]{1,3}-[0-9]{1,2}-[0-9]{2,4}"  # building, entrance, flat
TOWN = re.compile(
    rf"[{HAN}]{{1,10}}?(?:路|街|大道|巷|弄|胡同|里|社区|{ESTATE})[ ]?"
    rf"(?:{DASHED}|"
    rf"(?:[0-9一二三四五六七八九十百甲乙丙丁附之\-]{{1,7}}"
    rf"(?:号院|号楼|号|幢|栋|座|单元|楼|层|室|户|弄|-)[ ，,]?)+"
    rf"(?:[0-9A-Z]{{1,5}}(?:室|号|户)?)?)"
)
GROUP = r"第?[0-9一二三四五六七八九十]{1,3}(?:村民)?(?:小组|组|社|队)"
VILLAGE = re.compile(
    rf"[{HAN}]{{1,8}}?(?:村|屯|庄(?!市)|寨|社区)[ ]?"
    rf"(?:{GROUP}|[{HAN}]{{1,4}}(?:组|屯|湾|冲))"
    rf"(?:[ ，,]?[0-9一二三四五六七八九十]{{1,4}}号)?"
    rf"|[{HAN}]{{1,8}}?(?:村|屯|庄(?!市)|寨)[0-9]{{1,4}}号"
)
SAYS_HOME = re.compile(
    r"住址|家庭地址|现住|户籍(?:地址|所在地|地)|户口所在地|居住地|常住地|暂住|家庭住所|"
    r"住(?:在|于)?(?!房|建|院|户|所|宿|宅|校|址|宾|持)"
)
# Where people live and offices do not: a house of a village, a flat of an estate.
DWELLING = re.compile(
    rf"(?:村|屯|庄|寨|社区).*?(?:组|社|队|屯|湾|冲|[0-9]号)|(?:{ESTATE}).*(?:室|户|单元|栋|幢|楼|-[0-9])|"
    r"(?:栋|幢|号楼|单元|弄)[^\t]*?(?:[0-9]室|单元|[0-9]{3})"
)
SAYS_HOUSE = re.compile(rf"(?:号|室|户|幢|栋|单元|楼)|{DASHED}")
SAYS_OFFICE = re.compile(
    r"公司|有限|厂|商行|商店|超市|饭店|酒店|宾馆|合作社|中心|大厅|窗口|大厦|办公|局|委员会|政府|法院|"
    r"医院|学校|幼儿园|银行|派出所|事务所|单位|机关|厅|地点|受理|邮编|邮寄|接收|报名|信箱|会议|营业|经营场所|"
    r"农家乐|家庭农场|养殖场|药房|诊所|卫生室|饭馆|餐馆|门市部|工作室|图书馆|中学|小学|信访|工程|项目"
)
# Whoever speaks for an office or a business: their address is its address.
SPEAKS_FOR = re.compile(
    r"(?:联系人|负责人|法定代表人|法人代表|经营者|经办人|收信人|[校院局馆站所科部处厅省市县区镇乡村]长|主任|书记)"
    r"[ :：\t|]{0,3}$"
)
# Persons of whom a sentence tells without a colon: 村民张小满（…, 1.张小满，…
_END = rf"(?=家|住|户|的|等|在|因|于|位|现|系|与|和|及|反映|[^{HAN}]|$)"
PERSON = re.compile(
    r"(?:村民|居民|群众|业主|住户|农户|贫困户|脱贫户|低保户|五保户|困难户|残疾人|老人|被执行人|被申请人|当事人|"
    r"申请人|被处罚人|原告|被告|死者|伤者|嫌疑人|户主|受助人|救助对象|举报人|投诉人)"
    rf"({SHORT_NAME}){_END}"
)
LISTED = re.compile(rf"(?<![{HAN}])({NAME})[，,、（( ：:]{{1,2}}(?:[男女][，, ])?(?=[{HAN}])")
STOPS = "。；;！？!?\n"
ILLNESS = re.compile(
    r"(?:肢体|视力|听力|言语|智力|精神|多重)(?:残疾)?[一二三四1-4]级|(?:肢体|视力|听力|言语|智力|精神|多重|重度)残疾|"
    r"残疾(?:等级)?[一二三四1-4]级|白血病|尿毒症|精神分裂|精神病|艾滋病|乙肝|丙肝|肺结核|癫痫|透析|脑瘫|"
    rf"[{HAN}]{{1,3}}癌|恶性肿瘤|抑郁症|糖尿病|脑梗|冠心病|高血压|吸毒|戒毒"
)
GATE = re.compile(
    rf"[0-9一二三四五六七八九十]{{1,5}}(?:号|(?:村民)?小?组|室|幢|栋|单元|社|队)|(?<!\d){DASHED}"
)
IN_TABLE = re.compile(r"[\t|]")


def beside_names(piece: Piece) -> list[Finding]:
    """Home addresses and, in tables, illnesses beside a name."""
    text = even(piece.text)
    findings = []
    if GATE.search(text):
        findings += _homes(piece, text)
    if IN_TABLE.search(text) and (ill := [*ILLNESS.finditer(text)]) and names_in(text):
        findings += [found(piece, "illness", *match.span()) for match in ill]
    return findings


def named(piece: Piece) -> list[Finding]:
    """The names in a piece, with what to write instead; asked for where private things stand."""
    return [
        found(piece, "name", start, end, replacement=masked_name(piece.text[start:end]))
        for start, end in names_in(even(piece.text))
    ]


def _homes(piece: Piece, text: str) -> list[Finding]:
    """Homes as red findings, amber where a sentence only goes as far as the group of a village."""
    places = _places(text)
    names = _persons(text) if places else []
    findings, last = [], 0
    for start, end in places:
        if start < last:
            continue
        left, right = _around(text, start, end)
        if home := [*SAYS_HOME.finditer(text, max(left, start - REACH), end)]:
            # What stands before the word 住址 is another matter, and the word is no address.
            start, said = max(start, home[-1].end()), text[home[-1].end() : end]
            if SAYS_OFFICE.search(said + _clause(text[end : end + 6])):
                continue
        else:
            near = [at for at in names if max(left, start - REACH) <= at < min(right, end + REACH)]
            if not near or _is_of_office(text, (left, start, end), near):
                continue
        own = text[start:end]
        is_sure = home or IN_TABLE.search(text) or SAYS_HOUSE.search(own)
        level = "red" if is_sure else "amber"
        findings.append(found(piece, "address", start, end, replacement=_short(own), level=level))
        last = end
    return findings


def _persons(text: str) -> list[int]:
    """Where names of persons begin who do not speak for an office or a business."""
    spans = {*names_in(text), *(m.span(1) for m in PERSON.finditer(text))}
    spans |= {m.span(1) for m in LISTED.finditer(text) if not SAYS_OFFICE.search(m[1])}
    return sorted({at for at, _ in spans if not SPEAKS_FOR.search(text[max(0, at - 8) : at])})


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch; a row of a table is one sentence."""
    if IN_TABLE.search(text):
        return 0, len(text)
    left = max(text.rfind(stop, 0, start) for stop in STOPS) + 1
    return left, min((at for stop in STOPS if (at := text.find(stop, end)) >= 0), default=len(text))


def _is_of_office(text: str, span: tuple[int, int, int], names: list[int]) -> bool:
    """Whether an address in a sentence (from `left`) is that of an office or a business.

    A street with a number is one wherever such a word stands beside it; a house of a village or a
    flat only where the word is nearer than the name of a person.
    """
    left, start, end = span
    before = text[max(left, start - REACH) : start]
    words = [*SAYS_OFFICE.finditer(before)]
    if SAYS_OFFICE.search(text[start:end] + _clause(text[end : end + 24])):
        return True
    if not DWELLING.search(text[start:end]):
        return bool(words)
    person = max((at for at in names if at < start), default=-1)
    return bool(words) and max(left, start - REACH) + words[-1].start() > person


def _clause(text: str) -> str:
    return re.split(r"[，,。；\t|]", text)[0]


def _places(text: str) -> list[tuple[int, int]]:
    """What reads like an address with a gate or a group, the longest of those that begin together.

    Only around gates, which are few: looking everywhere would take ten times as long.
    """
    spans = set()
    for gate in GATE.finditer(text):
        reach = max(0, gate.start() - 24), gate.end() + 24
        for pattern in (TOWN, VILLAGE):
            spans |= {m.span() for m in pattern.finditer(text, *reach) if GATE.search(m[0])}
    trimmed = {(start, start + len(text[start:end].rstrip(" ，,-"))) for start, end in spans}
    return sorted(trimmed, key=lambda span: (span[0], -span[1]))


def _short(address: str) -> str:
    """The address without gate and group: 柳溪镇东桥村3组12号 → 柳溪镇东桥村."""
    cut = GATE.search(address)
    return address[: cut.start()].rstrip("附之- ") if cut else address
