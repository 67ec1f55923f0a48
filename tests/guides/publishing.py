"""农业农村局 publishes a notice: 林书瑶 writes it, three people review it, the county reads it."""

from datetime import date, timedelta

from playwright.sync_api import FilePayload, Page

from mingzheng.prose.tests.workshop import a_document
from tests.guides.camera import Studio, go, take

CLERK, REVIEWER, SECRECY, SIGNER = "YX0317", "YX0321", "YX0331", "YX0341"
TITLE = "关于公示耕地地力保护补贴对象的公告"
BODY = (
    "经村级申报、镇级审核，下列农户符合今年耕地地力保护补贴条件，现予公示。",
    "张小满，身份证号110101199003070038，联系手机13812345678。",
    "对公示有异议的，请在七日内向镇农业综合服务中心反映，办理帐户变更的一并提出。",
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def tell(studio: Studio) -> None:
    """The whole way out; afterwards the notice is public."""
    desk = studio.desk_of(CLERK)
    _write(desk)
    _enclose(desk)
    _mend(desk)
    _send(desk)
    _review(studio.desk_of(REVIEWER), "初审通过", "article-review")
    secrecy = studio.desk_of(SECRECY)
    _review(secrecy, "保密审查通过", "secrecy-step", looks=True)
    _sign(studio.desk_of(SIGNER))


def _open(desk: Page) -> None:
    desk.goto("/desk/newsroom/")
    desk.locator("main").get_by_role("link", name=TITLE).first.click()


def _do(desk: Page, words: str) -> None:
    desk.locator("section[aria-labelledby=do]").get_by_role("link", name=words).first.click()


def _write(desk: Page) -> None:
    go(desk, "信息发布")
    desk.get_by_role("link", name="起草", exact=True).click()
    desk.get_by_role("button", name="开始写").click()
    desk.get_by_label("标题", exact=True).fill(TITLE)
    desk.get_by_role("toolbar", name="正文格式").wait_for()
    desk.get_by_role("textbox", name="正文", exact=True).click()
    for line in BODY:
        desk.keyboard.type(line)
        desk.keyboard.press("Enter")
    desk.get_by_label("主栏目").select_option(label="工作动态")
    desk.get_by_label("形成日期").fill(f"{date.today() - timedelta(days=1)}")  # noqa: DTZ011
    take(desk, "article-editor", until=desk.locator("section[aria-labelledby=f-place]"))
    desk.get_by_text("对应的公开事项（").click()
    desk.get_by_label("耕地地力保护", exact=False).first.check()
    desk.get_by_role("button", name="存稿").click()


def _enclose(desk: Page) -> None:
    desk.get_by_role("link", name="附件和图片").click()
    file: FilePayload = {"name": "补贴公示表.docx", "mimeType": WORD, "buffer": a_document()}
    desk.locator("main input[type=file]").set_input_files(file)
    desk.get_by_role("button", name="上传").click()
    take(desk, "article-files", until=desk.locator("section[aria-labelledby=how]"))
    desk.get_by_role("link", name="从 Word 导入").click()
    take(desk, "article-word", until=desk.locator("main form.panel"))
    desk.get_by_role("link", name="办理", exact=True).click()


def _mend(desk: Page) -> None:
    found = desk.locator("#findings")
    button = desk.get_by_role("button", name="都照建议遮住")
    take(desk, "article-findings", since=found, until=found, mark=button)
    button.click()
    owed = desk.locator("#duties")
    take(desk, "article-duties", since=owed, until=owed)


def _send(desk: Page) -> None:
    _do(desk, "送审")
    desk.get_by_role("button", name="送审").click()


def _review(desk: Page, step: str, picture: str, *, looks: bool = False) -> None:
    _open(desk)
    desk.get_by_role("link", name="对照", exact=True).click()
    if not looks:
        take(desk, "article-compare")
    desk.get_by_role("link", name="办理", exact=True).click()
    _do(desk, step)
    desk.get_by_label("意见").fill("同意。")
    button = desk.get_by_role("button", name=step)
    take(desk, picture, mark=button)
    button.click()


def _sign(desk: Page) -> None:
    _open(desk)
    _do(desk, "签发")
    button = desk.get_by_role("button", name="签发", exact=True)
    take(desk, "article-sign", until=desk.locator("main form.panel"), mark=button)
    button.click()
    desk.get_by_role("link", name=TITLE).last.click()
    process = desk.locator("section[aria-labelledby=process]")
    take(desk, "article-process", until=process)
