"""The county's app (客户端): a signed post to its server. Apps that poll read the public feed."""

import json
from collections.abc import Mapping

from mingzheng.channels.adapters.http import Answer
from mingzheng.channels.adapters.shape import Line, Result, Setting, of_silence
from mingzheng.channels.adapters.signing import signed
from mingzheng.channels.rules.messages import Message
from mingzheng.channels.states import Medium, Outcome

KIND = "application/json; charset=utf-8"


class App:
    """客户端. Whoever receives it must drop a key that it has had (docs/deploy/channels.md)."""

    medium = Medium.APP.value
    is_repeatable = True
    settings: tuple[Setting, ...] = (
        Setting("endpoint", "接收地址", help="客户端服务器收消息的地址，https 开头。"),
        Setting("secret", "签名密钥", is_secret=True, help="双方各留一份，至少 16 个字符。"),
    )

    def send(self, message: Message, values: Mapping[str, str], line: Line) -> Result:
        """Post what happened; 2xx is a receipt."""
        body = _body(message)
        headers = signed(values["endpoint"], body, values["secret"], message.key)
        answer = line.client.post(values["endpoint"], body, KIND, headers)
        if 200 <= answer.status < 300:
            found = str(answer.json.get("id") or message.key)
            return Result(Outcome.SENT, "客户端已收到", found[:100], answer.body or b"-")
        return _settled(answer)

    def ask(self, external_id: str, values: Mapping[str, str], line: Line) -> Result:
        """It has been taken in; there is nothing to ask."""
        return Result(Outcome.SENT, "客户端已收到", external_id)


def _body(message: Message) -> bytes:
    said = {
        "key": message.key,
        "kind": message.kind,
        "title": message.title,
        "summary": message.summary,
        "url": message.url,
        "office": message.office,
        "at": message.at,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _settled(answer: Answer) -> Result:
    if silence := of_silence(answer):
        return silence
    return Result(Outcome.REFUSED, f"对方不收（{answer.status}）", raw=answer.body)
