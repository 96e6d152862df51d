"""Sending messages: by SMTP, or as files into the outbox where no mail server is configured."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from honours.domain.errors import EnvironmentFault

_TIMEOUT_SECONDS = 30
_PORTS = {"smtp": 25, "smtps": 465}


class MailSettingsBroken(EnvironmentFault):
    """The address of the mail server cannot be used; nothing was sent."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(
            f"邮件服务器设置有误：{fault}。HONOURS_SMTP_URL 形如 smtp://用户:口令@主机:587 或 smtps://主机，"
            "并须设置 HONOURS_SMTP_FROM；不用邮件的请两项都留空，消息将放入待发文件夹。"
        )


@dataclass(frozen=True, slots=True)
class Message:
    """One message in plain text. ``key`` names it for good: the same message has the same key."""

    key: str
    to: str
    title: str
    text: str


class Mailer(Protocol):
    """Something that sends a message or raises."""

    channel: str

    def send(self, message: Message, at: datetime) -> None:
        """Send the message; return when it has been handed over."""


def compose(message: Message, sender: str, at: datetime) -> EmailMessage:
    """Return the message with its headers; the message id follows from its key, so that a repeat can be recognised."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = message.title
    mail["From"] = sender
    mail["To"] = message.to
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{_digest(message.key)}@honours.invalid>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    return mail


class FolderMailer:
    """Lays each message as an ``.eml`` file into a folder; the same message replaces itself."""

    channel = "outbox"

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def send(self, message: Message, at: datetime) -> None:
        """Write the file ``<digest>.eml``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        place = self._folder / f"{_digest(message.key)}.eml"
        partial = place.with_name(f".{place.name}.part")
        partial.write_bytes(compose(message, self._sender, at).as_bytes())
        partial.replace(place)


class SmtpMailer:
    """Sends by SMTP; a password only ever travels encrypted."""

    channel = "smtp"

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise MailSettingsBroken("地址须以 smtp:// 或 smtps:// 开头并含主机名")
        if not sender:
            raise MailSettingsBroken("没有设置发件人 HONOURS_SMTP_FROM")
        self._is_tls, self._host = parts.scheme == "smtps", parts.hostname
        self._port = parts.port or _PORTS[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender = sender

    def send(self, message: Message, at: datetime) -> None:
        """Hand the message over to the server; raise ``OSError`` or ``SMTPException`` when it does not take it."""
        mail = compose(message, self._sender, at)
        trust = ssl.create_default_context()
        if self._is_tls:
            with smtplib.SMTP_SSL(self._host, self._port, timeout=_TIMEOUT_SECONDS, context=trust) as server:
                self._deliver(server, mail)
            return
        with smtplib.SMTP(self._host, self._port, timeout=_TIMEOUT_SECONDS) as server:
            if self._user:
                server.starttls(context=trust)
            self._deliver(server, mail)

    def _deliver(self, server: smtplib.SMTP, mail: EmailMessage) -> None:
        if self._user:
            server.login(self._user, self._password)
        server.send_message(mail)


def mailer(smtp_url: str, sender: str, folder: Path) -> Mailer:
    """Return how messages are sent: by SMTP when a server is named, else into ``folder``."""
    if smtp_url:
        return SmtpMailer(smtp_url, sender)
    return FolderMailer(folder, sender or "honours@honours.invalid")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
