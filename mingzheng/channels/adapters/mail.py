"""Electronic mail (电子邮件) by SMTP, through Django's mail: HTML with a plain twin."""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.headerregistry import Address
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives, get_connection

from mingzheng.channels.adapters.http import is_inner, numbers_of
from mingzheng.channels.adapters.shape import Line, Result, Setting
from mingzheng.channels.rules.messages import Message
from mingzheng.channels.states import Medium, Outcome

SECURITY = ("ssl", "starttls", "none")
TIMEOUT = 15  # seconds
UNSENT = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPNotSupportedError)


class Mail:
    """电子邮件. The Message-ID comes from the key, so that readers can drop a second copy."""

    medium = Medium.EMAIL.value
    is_repeatable = False
    settings: tuple[Setting, ...] = (
        Setting("host", "SMTP 服务器", help="例如 smtp.example.cn"),
        Setting("port", "端口", start="465"),
        Setting("security", "加密", start="ssl", help="ssl、starttls；none 只能用于内网。"),
        Setting("user", "账号", is_required=False),
        Setting("password", "密码", is_secret=True, is_required=False),
        Setting("sender", "发信地址", help="例如 gk@example.cn"),
        Setting("sender_name", "发信人", is_required=False, help="收信人看到的名字。"),
    )

    def send(self, message: Message, values: Mapping[str, str], line: Line) -> Result:
        """Send to one address; what the server took in is sent."""
        if problem := _why_not(values):
            return Result(Outcome.LATER, problem)
        mail, number = _mail(message, values)
        connection = get_connection(
            "django.core.mail.backends.smtp.EmailBackend",
            host=values["host"], port=int(values["port"]),
            username=values.get("user", ""), password=values.get("password", ""),
            use_ssl=values["security"] == "ssl", use_tls=values["security"] == "starttls",
            timeout=TIMEOUT,
        )  # fmt: skip
        has_begun = False
        try:
            connection.open()
            has_begun = True
            connection.send_messages([mail])
        except Exception as error:  # whatever a server or a line may do
            return _settled(error, has_begun)
        finally:
            _close(connection)
        return Result(Outcome.SENT, "邮件服务器已收下", number, number.encode())

    def ask(self, external_id: str, values: Mapping[str, str], line: Line) -> Result:
        """A server that took it in says no more."""
        return Result(Outcome.SENT, "邮件服务器已收下", external_id)


def _why_not(values: Mapping[str, str]) -> str:
    host, port = values["host"], values["port"]
    if not port.isdecimal() or values["security"] not in SECURITY:
        return "端口或者加密方式填得不对"
    if values["security"] == "none" and not is_inner(host):
        return "不加密的邮件服务器只能在内网，没有发"
    try:
        numbers_of(host, int(port))
    except ValueError as refused:
        return str(refused)
    except OSError:
        return f"查不到 {host} 这个地址"
    return ""


def _mail(message: Message, values: Mapping[str, str]) -> tuple[EmailMultiAlternatives, str]:
    domain = Address(addr_spec=values["sender"]).domain
    number = f"<{message.key}@{domain}>"
    headers = {"Message-ID": number, "Auto-Submitted": "auto-generated"}
    if message.unsubscribe:
        # RFC 8058: one click, without a page in between and without an account.
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=" ".join(message.heading.split()),
        body=message.text or f"{message.summary}\n\n{message.url}\n",
        from_email=formataddr((values.get("sender_name", ""), values["sender"])),
        to=[message.to],
        headers=headers,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail, number


def _settled(error: Exception, has_begun: bool) -> Result:
    said = f"{type(error).__name__}".encode()
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Result(Outcome.REFUSED, "邮件服务器的账号或者密码不对", raw=said)
    if isinstance(error, ssl.SSLError):
        return Result(Outcome.LATER, "邮件服务器的安全证书不对", raw=said)
    code = _code_of(error)
    if 400 <= code < 500:
        return Result(Outcome.LATER, f"邮件服务器说过一会儿再发（{code}）", raw=said)
    if code >= 500:
        return Result(Outcome.REFUSED, f"邮件服务器不收（{code}）", raw=said)
    if not has_begun or isinstance(error, UNSENT):
        return Result(Outcome.LATER, "连不上邮件服务器", raw=said)
    return Result(Outcome.UNSURE, "信发到一半断了", raw=said)


def _code_of(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    return 0


def _close(connection: object) -> None:
    with suppress(Exception):  # it is over, and a server that hangs up changes nothing
        connection.close()  # type: ignore[attr-defined]
