"""政务公开办 孟长河 takes a list of an old site in: upload, report, what the public then sees."""

import csv
import io

from tests.guides.camera import Studio, go, take

OFFICE = "YX0001"
HEAD = ("标题", "发布日期", "来源", "原网址", "正文")
SOURCE, SITE = "云溪县农业农村局", "http://www.yx.example.cn/content/"
ROWS = (
    (
        "关于做好春季植树造林工作的通知",
        "2019-03-04",
        "各乡镇四月中旬前完成，苗木由县苗圃统一调配。",
    ),
    ("关于清明期间禁止野外用火的公告", "2020年4月2日", "清明节前后全县林区禁止一切野外用火。"),
    ("全县农村饮水安全工程完工", "2018/11/20 09:30", "惠及十二个乡镇三万余人。"),
    ("关于清明期间禁止野外用火的公告", "2020-4-2", "清明节前后全县林区禁止一切野外用火。"),
    ("关于公布联系方式的通知", "2021-06", "各单位联系方式更新如下。"),
    ("救助对象公示", "2017-05-06", "张某，身份证号 11010519491231002X，补助五百元。"),
    ("关于防火巡护的公告", "2018-03-02", "发现火情马上拨打护林员电话13812345678。"),
)


def export() -> bytes:
    """The list as an old site hands it over, in its old encoding."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(HEAD)
    for number, (title, day, body) in enumerate(ROWS):
        lines.writerow([title, day, SOURCE, f"{SITE}{number}.html", body])
    return text.getvalue().encode("gb18030")


def tell(studio: Studio) -> None:
    """Upload, the report, the batch when it is in, an old address that leads on."""
    desk = studio.desk_of(OFFICE)
    go(desk, "信息发布")
    desk.get_by_role("link", name="旧稿入库").click()
    desk.get_by_role("link", name="上传旧稿").click()
    file = {"name": "旧站导出.csv", "mimeType": "text/csv", "buffer": export()}
    desk.locator("input[type=file]").set_input_files(file)
    desk.locator("select[name=organisation]").select_option("YX03")
    desk.locator("select[name=column]").select_option("notices")
    take(desk, "old-upload", mark=desk.get_by_role("button", name="上传并核对"))
    desk.get_by_role("button", name="上传并核对").click()
    take(desk, "old-report")
    report = desk.locator("section[aria-labelledby=bad]")
    take(desk, "old-held", since=desk.locator("#held"), until=report)
    desk.get_by_role("button", name="确认入库").click()
    take(desk, "old-in", until=desk.locator("section[aria-labelledby=do]"))
    page = studio.window()
    page.goto("/content/1.html")  # the address on the old site
    take(page, "old-public", until=page.locator("article"))
