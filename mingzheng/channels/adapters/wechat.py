"""WeChat official accounts (微信公众号): a draft, published, asked about until it is out.

Documented at developers.weixin.qq.com: stable_token, media/uploadimg, draft/add,
freepublish/submit, /get, /delete.
"""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

from mingzheng.channels.adapters.http import Answer, joined
from mingzheng.channels.adapters.shape import Line, Result, Setting, of_silence
from mingzheng.channels.rules.messages import WITHDRAW, Message, Picture, shortened, with_pictures
from mingzheng.channels.states import Medium, Outcome

# Characters that the platform takes (draft/add).
TITLE, AUTHOR, DIGEST, CONTENT = 32, 16, 120, 20_000
PICTURE_BYTES = 1024 * 1024  # a picture of a text must be smaller (media/uploadimg)
PICTURE_KINDS = {"jpeg": "jpg", "png": "png"}  # others the platform does not take
LEFT_OUT = "（图：{}，请点“阅读原文”看。）"
STALE_TOKEN = (40001, 40014, 42001)
BUSY = (-1, 45009, 45011)  # system busy; the day's calls are used up; calls too quick
WAIT_A_DAY = {45009: 3600}
ERRORS = {
    40013: "AppID 不对",
    40125: "AppSecret 不对",
    40164: "服务器的 IP 不在公众号的白名单里",
    40005: "图片的格式平台不收",
    40007: "封面图片的素材编号不对",
    40009: "图片太大，平台不收",
    45003: "标题太长",
    45004: "摘要太长",
    48001: "公众号没有这个接口的权限，要先完成认证",
    53503: "草稿没有通过平台的发布检查",
    53504: "要到公众平台网站上使用这份草稿",
    53505: "要到公众平台网站上手动保存后再发表",
}
STATUS = {
    0: Outcome.SENT, 1: Outcome.ACCEPTED, 2: Outcome.REFUSED, 3: Outcome.REFUSED,
    4: Outcome.REFUSED, 5: Outcome.REFUSED, 6: Outcome.REFUSED,
}  # fmt: skip
STATUS_SAID = {
    0: "已经发布", 1: "正在发布", 2: "原创声明没有通过", 3: "平台没有发布成功",
    4: "平台审核没有通过", 5: "发布以后被删除了", 6: "发布以后被平台封禁了",
}  # fmt: skip


class WeChat:
    """微信公众号."""

    medium = Medium.WECHAT.value
    is_repeatable = False
    settings: tuple[Setting, ...] = (
        Setting("app_id", "AppID", help="公众平台“设置与开发”里的开发者 ID。"),
        Setting("app_secret", "AppSecret", is_secret=True),
        Setting("thumb", "封面图片的素材编号",
                help="先在公众平台的素材库上传一张封面，填它的 media_id。"),
        Setting("endpoint", "接口地址", start="https://api.weixin.qq.com"),
    )  # fmt: skip

    def send(self, message: Message, values: Mapping[str, str], line: Line) -> Result:
        """Draft and publish; a withdrawal deletes what was published."""
        if message.kind == WITHDRAW:
            return self._delete(message, values, line)
        if "draft" not in line.notes:
            if failed := self._take_pictures(message, values, line):
                return failed
            body = self._draft(message, values, line.notes.get("pictures", {}))
            made = self._call("/cgi-bin/draft/add", body, values, line)
            if not made.json.get("media_id"):
                # A draft nobody sees yet may be made twice: never unsure.
                return _settled(made, may_repeat=True)
            line.notes["draft"] = made.json["media_id"]
        body = {"media_id": line.notes["draft"]}
        answer = self._call("/cgi-bin/freepublish/submit", body, values, line)
        number = answer.json.get("publish_id")
        if answer.json.get("errcode") == 0 and number:
            said = "平台已收下，正在发布"
            return Result(Outcome.ACCEPTED, said, str(number), answer.body)
        return _settled(answer)

    def ask(self, external_id: str, values: Mapping[str, str], line: Line) -> Result:
        """Whether it is published yet (freepublish/get)."""
        body = {"publish_id": external_id}
        answer = self._call("/cgi-bin/freepublish/get", body, values, line)
        status = answer.json.get("publish_status")
        if status not in STATUS:
            return Result(Outcome.ACCEPTED, "还没有问到结果", external_id, answer.body)
        found = str(answer.json.get("article_id") or external_id)
        line.notes["article"] = found
        detail = answer.json.get("article_detail", {})
        items = detail.get("item", []) if isinstance(detail, dict) else []
        line.notes["address"] = str(items[0].get("article_url", "")) if items else ""
        return Result(STATUS[status], STATUS_SAID[status], found, answer.body)

    def _delete(self, message: Message, values: Mapping[str, str], line: Line) -> Result:
        body = {"article_id": message.earlier, "index": 0}
        answer = self._call("/cgi-bin/freepublish/delete", body, values, line)
        if answer.json.get("errcode") == 0:
            return Result(Outcome.SENT, "已从公众号删除", message.earlier, answer.body)
        return _settled(answer, may_repeat=True)

    def _take_pictures(
        self, message: Message, values: Mapping[str, str], line: Line
    ) -> Result | None:
        """Give each picture of the text to the platform, which shows none from elsewhere.

        What it took in is noted, so that another try sends it no second time. A result where one
        failed: nothing is out yet, it may be tried again.
        """
        taken = line.notes.setdefault("pictures", {})
        for one in message.pictures:
            if one.src in taken or not _may_be_shown(one):
                continue
            answer = self._asked(partial(_upload, one, one.read(), values, line), values, line)
            if not answer.json.get("url"):
                return _settled(answer, may_repeat=True)
            taken[one.src] = str(answer.json["url"])
        return None

    def _draft(
        self, message: Message, values: Mapping[str, str], taken: Mapping[str, str]
    ) -> dict[str, Any]:
        def show(src: str, words: str) -> str:
            """Only pictures that the platform took in may stand there; for others their words."""
            if src in taken:
                return f'<img src="{escape(taken[src])}" alt="{words}">'
            return LEFT_OUT.format(words or "无说明")

        content = with_pictures(message.html, show) or f"<p>{escape(message.summary)}</p>"
        if len(content) >= CONTENT or len(content.encode()) >= 1_000_000:
            content = f"<p>{escape(message.summary)}</p><p>全文较长，请点“阅读原文”。</p>"
        article = {
            "article_type": "news",
            "title": shortened(message.heading, TITLE),
            "author": shortened(message.office, AUTHOR),
            "digest": shortened(message.summary, DIGEST),
            "content": content,
            "content_source_url": message.url,
            "thumb_media_id": values["thumb"],
            "need_open_comment": 0,
            "only_fans_can_comment": 0,
        }
        return {"articles": [article]}

    def _call(
        self, path: str, body: dict[str, Any], values: Mapping[str, str], line: Line
    ) -> Answer:
        """Post with a token; once more with a new one if the platform no longer takes the old."""

        def post(token: str) -> Answer:
            address = joined(values["endpoint"], path)
            return line.client.post_json(f"{address}?access_token={token}", body)

        return self._asked(post, values, line)

    def _asked(
        self, post: Callable[[str], Answer], values: Mapping[str, str], line: Line
    ) -> Answer:
        answer = self._with_token(post, values, line, force=False)
        if answer.json.get("errcode") in STALE_TOKEN:
            answer = self._with_token(post, values, line, force=True)
        return answer

    def _with_token(
        self, post: Callable[[str], Answer], values: Mapping[str, str], line: Line, *, force: bool
    ) -> Answer:
        if force or "token" not in line.tokens:
            body = {
                "grant_type": "client_credential",
                "appid": values["app_id"],
                "secret": values["app_secret"],
                "force_refresh": force,
            }
            url = joined(values["endpoint"], "/cgi-bin/stable_token")
            given = line.client.post_json(url, body)
            line.tokens.pop("token", None)
            if not given.json.get("access_token"):
                # Nothing of the message went out: whatever failed here may be tried again.
                return Answer(given.status, given.headers, given.body, given.problem, True)
            line.tokens["token"] = str(given.json["access_token"])
        return post(line.tokens["token"])


def _upload(one: Picture, data: bytes, values: Mapping[str, str], line: Line, token: str) -> Answer:
    url = joined(values["endpoint"], f"/cgi-bin/media/uploadimg?access_token={token}")
    name = f"picture.{PICTURE_KINDS[one.kind]}"
    return line.client.post_file(url, "media", name, data, f"image/{one.kind}")


def _may_be_shown(one: Picture) -> bool:
    return one.kind in PICTURE_KINDS and one.size < PICTURE_BYTES


def _settled(answer: Answer, *, may_repeat: bool = False) -> Result:
    """The result of an answer that was no success."""
    code = answer.json.get("errcode")
    if isinstance(code, int) and code:
        said = ERRORS.get(code) or f"平台答复错误 {code}：{answer.json.get('errmsg', '')[:80]}"
        outcome = Outcome.LATER if code in (*BUSY, *STALE_TOKEN) else Outcome.REFUSED
        return Result(outcome, said, raw=answer.body, wait=WAIT_A_DAY.get(code, 0))
    if answer.is_unsent and not answer.problem:
        return Result(Outcome.LATER, "没有取到公众号的调用凭证", raw=answer.body)
    silence = of_silence(answer)
    if silence and silence.outcome == Outcome.UNSURE and may_repeat:
        return Result(Outcome.LATER, silence.said, raw=answer.body)
    return silence or Result(Outcome.UNSURE, "看不懂平台的答复", raw=answer.body)
