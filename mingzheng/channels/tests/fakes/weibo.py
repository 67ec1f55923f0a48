"""Weibo's statuses/share and destroy as documented: form, safe domain, length, error codes."""

from dataclasses import dataclass, field

from mingzheng.channels.tests.fakes.server import Asked, Reply

TOKEN, DOMAIN = "2.00token", "https://gk.yunxi.example/"


@dataclass
class FakeWeibo:
    """The posts of one account."""

    token: str = TOKEN
    posts: dict[str, str] = field(default_factory=dict)
    most: int = 30
    fail: list[Reply] = field(default_factory=list)
    seen: list[Asked] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        self.seen.append(asked)

        def error(code: int, said: str, status: int = 400) -> Reply:
            body = {"error": said, "error_code": code, "request": asked.path}
            return Reply(body, status)

        if self.fail:
            return self.fail.pop(0)
        if asked.method != "POST":
            return error(10021, "HTTP method refused", 405)
        if asked.headers.get("content-type") != "application/x-www-form-urlencoded":
            return error(10007, "mediatype refused", 415)
        said = asked.form
        if said.get("access_token") != self.token:
            return error(21327, "expired_token", 403)
        if asked.path == "/2/statuses/destroy.json":
            text = self.posts.pop(said.get("id", ""), None)
            return self._post(said["id"], text) if text else error(20101, "target does not exist!")
        if asked.path != "/2/statuses/share.json":
            return error(10020, "Request api not found", 404)
        return self._share(said, error)

    def _share(self, said: dict, error) -> Reply:
        text = said.get("status", "")
        if not text or set(said) - {"access_token", "status", "rip"}:
            return error(10017, "Parameter (status)'s value invalid")
        if DOMAIN not in text:
            return error(10017, "the url must be in the security domain")
        if len(text) > 140:
            return error(20012, "text too long, please input text less than 140 characters!")
        if text in self.posts.values():
            return error(20019, "repeat content!")
        if len(self.posts) >= self.most:
            return error(10023, "User requests out of rate limit!", 403)
        key = str(5000000000000000 + len(self.posts))
        self.posts[key] = text
        return self._post(key, text)

    def _post(self, key: str, text: str) -> Reply:
        return Reply({"id": int(key), "idstr": key, "mid": key, "text": text})
