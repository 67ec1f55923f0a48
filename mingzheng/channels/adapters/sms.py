"""Short messages (短信) over any gateway that keeps our contract (docs/deploy/channels.md).

Gateways differ; what all can do is small: a number, a text, a key, a signature. An office writes
a few lines between this contract and its operator's own interface, or asks its operator to.
"""

import json
from collections.abc import Mapping

from mingzheng.channels.adapters.http import Answer
from mingzheng.channels.adapters.shape import Line, Result, Setting, of_silence
from mingzheng.channels.adapters.signing import signed
from mingzheng.channels.rules.messages import Message
from mingzheng.channels.rules.texting import number_of, parts_of, written
from mingzheng.channels.states import Medium, Outcome

KIND = "application/json; charset=utf-8"
TEMPLATE = "{office}新公开：{title} {url} 退订回T"
LATER = (301, 302, 303)
ERRORS = {
    101: "签名不对，请核对密钥",
    102: "服务器的时间和网关差得太多",
    201: "号码不能发",
    202: "签名没有在网关报备",
    203: "文字太长",
    204: "文字里有网关不让发的内容",
    301: "网关说发得太快",
    302: "网关的余额不够",
    303: "网关在维护",
}


class Sms:
    """短信."""

    medium = Medium.SMS.value
    is_repeatable = True
    settings: tuple[Setting, ...] = (
        Setting("endpoint", "网关地址"),
        Setting("secret", "签名密钥", is_secret=True, help="双方各留一份，至少 16 个字符。"),
        Setting("sign", "短信签名", help="写在【】里、在运营商报备过的名字。"),
        Setting("template", "短信文字", start=TEMPLATE,
                help="可以用 {office} {title} {url}；一条 70 个字，长短信每条 67 个字。"),
    )  # fmt: skip

    def send(self, message: Message, values: Mapping[str, str], line: Line) -> Result:
        """Send to one number; the gateway's number for it is the receipt."""
        number = number_of(message.to)
        if number is None:
            return Result(Outcome.REFUSED, "手机号码不对")
        words = {"office": message.office, "title": message.heading, "url": message.url}
        text = written(values["template"], values["sign"], words)
        if message.text:
            text = f"【{values['sign']}】{message.text}"
        said = {"to": number, "text": text, "parts": parts_of(text), "key": message.key}
        body = json.dumps(said, ensure_ascii=False).encode()
        headers = signed(values["endpoint"], body, values["secret"], message.key)
        answer = line.client.post(values["endpoint"], body, KIND, headers)
        if answer.status == 200 and answer.json.get("code") == 0 and answer.json.get("id"):
            return Result(Outcome.SENT, "网关已发出", str(answer.json["id"])[:100], answer.body)
        return _settled(answer)

    def ask(self, external_id: str, values: Mapping[str, str], line: Line) -> Result:
        """The gateway has sent it; there is nothing to ask."""
        return Result(Outcome.SENT, "网关已发出", external_id)


def _settled(answer: Answer) -> Result:
    code = answer.json.get("code")
    if answer.status == 200 and isinstance(code, int) and code:
        known = ERRORS.get(code, f"网关答复错误 {code}")
        return Result(Outcome.LATER if code in LATER else Outcome.REFUSED, known, raw=answer.body)
    if silence := of_silence(answer):
        return silence
    return Result(Outcome.REFUSED, f"网关不收（{answer.status}）", raw=answer.body)
