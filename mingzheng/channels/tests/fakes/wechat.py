"""The official-account API as documented: tokens that expire, field limits, error codes."""

import json
import re
from dataclasses import dataclass, field

from mingzheng.channels.tests.fakes.server import Asked, Reply

APP_ID, SECRET, THUMB = "wx0123456789abcdef", "s" * 32, "thumb-media-id"
NEEDED = {"title", "content", "thumb_media_id"}
KNOWN = NEEDED | {"article_type", "author", "digest", "content_source_url"} | {
    "need_open_comment", "only_fans_can_comment",
}  # fmt: skip


def error(code: int, said: str = "error") -> Reply:
    return Reply({"errcode": code, "errmsg": f"{said} rid: 0000"})


def shows_its_own(content: str) -> bool:
    """Pictures from elsewhere the platform does not show."""
    sources = re.findall(r'<img[^>]* src="([^"]*)"', content)
    return all(src.startswith("https://mmbiz.qpic.cn/") for src in sources)


@dataclass
class FakeWeChat:
    """Drafts, publications and tokens of one account; `fail` answers a path with an error once."""

    token: str = "token-1"
    drafts: dict[str, dict] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=lambda: [1, 0])
    pictures: list[bytes] = field(default_factory=list)
    fail: dict[str, list[Reply]] = field(default_factory=dict)
    tokens_given: int = 0
    most_calls: int = 100
    calls: int = 0
    seen: list[Asked] = field(default_factory=list)

    def expire(self) -> None:
        self.token = f"token-{self.tokens_given + 100}"

    def __call__(self, asked: Asked) -> Reply:
        self.seen.append(asked)
        if asked.method != "POST":
            return error(43002, "require POST method")
        if waiting := self.fail.get(asked.path):
            return waiting.pop(0)
        if asked.path == "/cgi-bin/media/uploadimg":
            return self._picture(asked)
        try:
            said = asked.json
        except ValueError:
            return error(47001, "data format error")
        if asked.path == "/cgi-bin/stable_token":
            return self._token(said)
        if asked.query.get("access_token") != self.token:
            return error(42001, "access_token expired")
        self.calls += 1
        if self.calls > self.most_calls:
            return error(45009, "reach max api daily quota limit")
        doors = {
            "/cgi-bin/draft/add": self._draft,
            "/cgi-bin/freepublish/submit": self._submit,
            "/cgi-bin/freepublish/get": self._get,
            "/cgi-bin/freepublish/delete": self._delete,
        }
        door = doors.get(asked.path)
        return door(said) if door else Reply(b"", 404)

    def _token(self, said: dict) -> Reply:
        if said.get("grant_type") != "client_credential" or "force_refresh" not in said:
            return error(40002, "invalid grant_type")
        if said.get("appid") != APP_ID:
            return error(40013, "invalid appid")
        if said.get("secret") != SECRET:
            return error(40125, "invalid appsecret")
        self.tokens_given += 1
        return Reply({"access_token": self.token, "expires_in": 7200})

    def _picture(self, asked: Asked) -> Reply:
        if asked.query.get("access_token") != self.token:
            return error(42001, "access_token expired")
        kind, _, mark = asked.headers.get("content-type", "").partition("; boundary=")
        if kind != "multipart/form-data" or not mark:
            return error(41005, "media data missing")
        head, _, rest = asked.body.partition(b"\r\n\r\n")
        data = rest.removesuffix(f"\r\n--{mark}--\r\n".encode())
        if not re.search(rb'name="media"; filename="[^"]+\.(jpg|png)"', head):
            return error(40005, "invalid file type")
        if not data.startswith((b"\x89PNG", b"\xff\xd8")):
            return error(40005, "invalid file type")
        if len(data) >= 1024 * 1024:
            return error(40009, "invalid image size")
        self.pictures.append(data)
        return Reply({"url": f"https://mmbiz.qpic.cn/{len(self.pictures)}"})

    def _draft(self, said: dict) -> Reply:
        articles = said.get("articles")
        if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
            return error(40007, "invalid articles")
        if wrong := next(filter(None, map(self._fault, articles)), None):
            return wrong
        key = f"draft-{len(self.drafts) + 1}"
        self.drafts[key] = articles[0]
        return Reply({"media_id": key, "item": []})

    def _fault(self, one: dict) -> Reply | None:
        if not NEEDED <= set(one) <= KNOWN or not all(one[name] for name in NEEDED):
            return error(44003, "empty news data")
        if len(one["title"]) > 32:
            return error(45003, "title size out of limit")
        if len(one.get("digest", "")) > 120:
            return error(45004, "description size out of limit")
        if len(one["content"]) >= 20_000 or "\\u" in json.dumps(one, ensure_ascii=False):
            return error(45002, "content size out of limit")
        if not shows_its_own(one["content"]):
            return error(45166, "invalid content")
        if one["thumb_media_id"] != THUMB:
            return error(40007, "invalid media_id")
        return None

    def _submit(self, said: dict) -> Reply:
        if set(said) != {"media_id"} or said["media_id"] not in self.drafts:
            return error(40007, "invalid media_id")
        number = str(100000000 + len(self.published) + 1)
        self.published[number] = said["media_id"]
        return Reply({"errcode": 0, "errmsg": "ok", "publish_id": number, "msg_data_id": "1"})

    def _get(self, said: dict) -> Reply:
        number = said.get("publish_id")
        if number not in self.published:
            return error(53600, "Article ID 无效")
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        found: dict = {"publish_id": number, "publish_status": status, "fail_idx": []}
        if status == 0:
            item = {"idx": 1, "article_url": f"https://mp.weixin.qq.com/s/{number}"}
            found |= {"article_id": f"A{number}", "article_detail": {"count": 1, "item": [item]}}
        return Reply(found)

    def _delete(self, said: dict) -> Reply:
        number = str(said.get("article_id", "")).removeprefix("A")
        if number not in self.published:
            return error(53600, "Article ID 无效")
        self.deleted.append(number)
        return Reply({"errcode": 0, "errmsg": "ok"})
