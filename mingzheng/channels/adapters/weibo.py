"""Weibo (微博): one post with the title, a few words and the address.

Documented at open.weibo.com: statuses/share (POST, form) and statuses/destroy. The address must
stand in the text and belong to the domain that is registered for the app as safe.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from mingzheng.channels.adapters.http import Answer, joined
from mingzheng.channels.adapters.shape import Line, Result, Setting, of_silence
from mingzheng.channels.rules.messages import WITHDRAW, Message, shortened
from mingzheng.channels.states import Medium, Outcome

LONGEST = 140  # Chinese characters of a post
FORM = "application/x-www-form-urlencoded"
BUSY = (10001, 10002, 10003, 10009, 10010, 10011, 10022, 10023, 10024, 20016)
HOURLY = (10022, 10023, 10024, 20016)  # limits are counted by the hour
TWICE = (20017, 20019)
ERRORS = {
    10006: "缺少应用的 AppKey",
    10014: "应用没有发微博的权限",
    20012: "文字超过了微博的长度",
    20021: "微博平台认为有不能发的内容",
    21314: "授权已经用过，要重新授权",
    21315: "授权过期了，要重新授权",
    21316: "授权被取消了，要重新授权",
    21317: "授权被拒绝了，要重新授权",
    21327: "授权过期了，要重新授权",
    21332: "授权不对，要重新授权",
}


class Weibo:
    """微博."""

    medium = Medium.WEIBO.value
    is_repeatable = False
    settings: tuple[Setting, ...] = (
        Setting("access_token", "授权（access_token）", is_secret=True,
                help="在微博开放平台授权后得到；到期要换新的。"),
        Setting("endpoint", "接口地址", start="https://api.weibo.com"),
    )  # fmt: skip

    def send(self, message: Message, values: Mapping[str, str], line: Line) -> Result:
        """Post; a withdrawal destroys what was posted."""
        if message.kind == WITHDRAW:
            said = {"id": message.earlier}
            answer = self._call("/2/statuses/destroy.json", said, values, line)
        else:
            said = {"status": status_of(message)}
            answer = self._call("/2/statuses/share.json", said, values, line)
        if answer.status == 200 and (found := answer.json.get("idstr")):
            words = "已从微博删除" if message.kind == WITHDRAW else "已经发出"
            return Result(Outcome.SENT, words, str(found), answer.body)
        return _settled(answer)

    def ask(self, external_id: str, values: Mapping[str, str], line: Line) -> Result:
        """A post is out at once; there is nothing to ask."""
        return Result(Outcome.SENT, "已经发出", external_id)

    def _call(
        self, path: str, said: dict[str, str], values: Mapping[str, str], line: Line
    ) -> Answer:
        body = urlencode({"access_token": values["access_token"], **said}).encode()
        return line.client.post(joined(values["endpoint"], path), body, FORM)


def status_of(message: Message) -> str:
    """The post: heading, summary as far as it fits, address."""
    room = LONGEST - len(message.url) - 1
    heading = shortened(message.heading, room)
    rest = room - len(heading) - 1
    is_more = message.summary and message.summary != message.title and rest > 10
    summary = f"：{shortened(message.summary, rest)}" if is_more else ""
    return f"{heading}{summary} {message.url}"


def _settled(answer: Answer) -> Result:
    named = str(answer.json.get("error_code", ""))
    code = int(named) if named.isdecimal() else 0
    if code in TWICE:  # it says itself that the same text is out already
        return Result(Outcome.UNSURE, "微博说同样的内容已经发过", raw=answer.body)
    if code:
        known = ERRORS.get(code) or f"平台答复错误 {code}：{answer.json.get('error', '')[:80]}"
        wait = 3600 if code in HOURLY else 0
        outcome = Outcome.LATER if code in BUSY else Outcome.REFUSED
        return Result(outcome, known, raw=answer.body, wait=wait)
    return of_silence(answer) or Result(Outcome.UNSURE, "看不懂平台的答复", raw=answer.body)
