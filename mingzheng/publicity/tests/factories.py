"""Records that have lived through the real steps; other rooms' tests use them too.

Every name, number and company is invented: area code 990101 belongs to no place.
"""

from django.utils import timezone

from mingzheng.accounts.rules import credit_code_check
from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.catalogue.tests.factories import Cast
from mingzheng.publicity.actions import records
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.entry import Entry, Office, examine
from mingzheng.publicity.rules.identity import CHECKS, WEIGHTS
from mingzheng.publicity.states import RecordState


def card(serial: int = 1, born: str = "19790412") -> str:
    """An identity number with a right check digit that nobody has."""
    stem = f"990101{born}{serial:03}"
    # No province begins with 9; the pattern of texts wants 1 to 8, as real ones do.
    stem = f"8{stem[1:]}"
    total = sum(int(digit) * weight for digit, weight in zip(stem, WEIGHTS, strict=True))
    return stem + CHECKS[total % 11]


def credit_code(serial: int = 1) -> str:
    """A 统一社会信用代码 with a right check character that nobody has."""
    stem = f"91990101MA{serial:07}"
    return stem + credit_code_check(stem)


OFFICE = Office("云溪县民政局", credit_code(900))


def permit(**said: str) -> dict[str, str]:
    """What a row of the table of permits says, of a company."""
    return {
        "XK_XDR_MC": "云溪县明月养老服务有限公司",
        "XK_XDR_LB": "法人及非法人组织",
        "XK_XDR_SHXYM": credit_code(1),
        "XK_FRDB": "罗秋实",
        "XK_FR_ZJLX": "身份证",
        "XK_FR_ZJHM": card(1),
        "XK_XKWS": "养老机构设立许可决定书",
        "XK_WSH": "云民许〔2026〕1号",
        "XK_XKLB": "普通",
        "XK_NR": "准予设立云溪县明月养老院，床位 60 张。",
        "XK_JDRQ": "2026-06-08",
        "XK_YXQZ": "2026-06-08",
        "XK_YXQZI": "2031-06-07",
        "XK_ZT": "有效",
    } | said


def penalty(**said: str) -> dict[str, str]:
    """What a row of the table of penalties says, of a natural person."""
    return {
        "CF_XDR_MC": "欧阳明月",
        "CF_XDR_LB": "自然人",
        "CF_XDR_ZJLX": "身份证",
        "CF_XDR_ZJHM": card(2),
        "CF_WSH": "云民罚〔2026〕3号",
        "CF_WFXW": "未经登记擅自开展活动",
        "CF_SY": "2026年5月，欧阳明月以社会组织名义收取会费。",
        "CF_YJ": "《社会团体登记管理条例》",
        "CF_CFLB": "警告、罚款",
        "CF_NR": "对欧阳明月给予警告，并处罚款 5000 元。",
        "CF_NR_FK": "0.5",
        "CF_JDRQ": "2026-06-10",
    } | said


def an_entry(kind: str = "penalty", **said: str) -> Entry:
    """A record as the rules read it."""
    rows = {"permit": permit, "penalty": penalty}
    return examine(kind, rows[kind](**said), office=OFFICE, today=timezone.localdate())


def a_record(cast: Cast, kind: str = "penalty", *, at: str = RecordState.DRAFT, **said) -> Record:
    """A record of the office that has gone as far as `at`."""
    record = records.enter(cast.office, an_entry(kind, **said), by=cast.drafter)
    if at == RecordState.DRAFT:
        return anew(record)
    records.submit(record, by=cast.drafter)
    if at == RecordState.REVIEW:
        return anew(record)
    records.release(record, by=cast.reviewer)
    if at == RecordState.WITHDRAWN:
        records.withdraw(record, by=cast.reviewer, reason="revoked", words="决定已被依法撤销。")
    return anew(record)


def anew(record: Record) -> Record:
    """The record as the database has it."""
    return Record.objects.select_related("organisation").get(pk=record.pk)


def a_small_cast() -> Cast:
    """A county, an office, and the people of 双公示, without the fields of openness."""
    county = a_county()
    office = a_department("云溪县民政局", county=county, credit_code=OFFICE.credit_code)
    town = a_department("云溪县林业局", function="林业", county=county)
    return Cast(
        county,
        office,
        town,
        a_person("drafter", office, name="林书瑶"),
        a_person("reviewer", office, name="何静川"),
        a_person("openness_office", county, name="孟长河"),
        a_person("supervisor", county, name="蔺怀瑾"),
        a_person("drafter", town, name="冉书禾"),
    )
