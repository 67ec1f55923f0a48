"""A mail server on this machine that knows the commands of RFC 5321 in their order."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default


@dataclass
class FakeMail:
    """What arrived; `refuse` answers RCPT with a code, `hang_up` ends the line after DATA."""

    letters: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    refuse: str = ""
    hang_up: bool = False
    port: int = 0


class Talk(socketserver.StreamRequestHandler):
    """One line: commands must come in their order."""

    server: "Server"

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 fake ESMTP")
        self.stage, self.is_over = "HELO", False
        while not self.is_over and (line := self.rfile.readline().decode().strip()):
            word = line.split(":")[0].upper().split()[0]
            getattr(self, f"on_{word.lower()}", self.on_unknown)(line)

    def on_unknown(self, line: str) -> None:
        self.say("503 bad sequence of commands")

    def on_ehlo(self, line: str) -> None:
        self.say("250 fake")
        self.stage = "MAIL"

    def on_rset(self, line: str) -> None:
        self.say("250 ok")
        self.stage = "MAIL"

    def on_quit(self, line: str) -> None:
        self.say("221 bye")
        self.is_over = True

    def on_mail(self, line: str) -> None:
        if self.stage != "MAIL":
            return self.on_unknown(line)
        self.stage = "RCPT"
        return self.say("250 ok")

    def on_rcpt(self, line: str) -> None:
        if self.stage not in ("RCPT", "DATA"):
            return self.on_unknown(line)
        fake = self.server.fake
        fake.to.append(line.split("<")[1].split(">")[0])
        self.stage = self.stage if fake.refuse else "DATA"
        return self.say(fake.refuse or "250 ok")

    def on_data(self, line: str) -> None:
        if self.stage != "DATA":
            return self.on_unknown(line)
        self.say("354 go on")
        lines = []
        while (one := self.rfile.readline()) != b".\r\n":
            lines.append(one[1:] if one.startswith(b"..") else one)
        self.server.fake.letters.append(email.message_from_bytes(b"".join(lines), policy=default))
        self.stage, self.is_over = "MAIL", self.server.fake.hang_up
        return None if self.is_over else self.say("250 taken")


class Server(socketserver.ThreadingTCPServer):
    """Threads of their own for every line."""

    daemon_threads = True

    def __init__(self, fake: FakeMail) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.fake = fake
        fake.port = self.server_address[1]


@contextmanager
def receiving() -> Iterator[FakeMail]:
    """Receive on a free port of the loopback."""
    fake = FakeMail()
    server = Server(fake)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
