"""Reminders: what is due in 5, 3, 1 working days and what is overdue, to whom, once each."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from tests.builders import BODY, CYCLE, DUE_ON, add_file, add_submission, lay_ground
from tests.services.notice.test_consultation import POSTED_ON as SENT
from tests.services.notice.test_consultation import answer as consultation_answered
from tests.services.notice.test_consultation import sent as consultation_sent
from tests.services.visited import CYCLE as STUDIOS
from tests.services.visited import JUDGED_ON, SENT_ON, number, plan, qualified, visit

from honours.domain.cycle import Category
from honours.services import reminders
from honours.services.mail import FolderMailer, MailSettingsBroken, Message, SmtpMailer, mailer
from honours.services.reminders import OVERDUE, MessagesNotSent, note_due, send_noted, step_for
from honours.services.review.verification import send_verification_forms
from honours.storage.tables import cycle, decision, expert, milestone, reminder, score_sheet, submission
from honours.storage.unit_of_work import UnitOfWork

NOW = datetime(2025, 10, 24, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FIVE_DAYS_BEFORE = date(2025, 10, 24)
THREE_DAYS_BEFORE = date(2025, 10, 28)
THE_EVE = date(2025, 10, 30)
LATE = date(2025, 11, 3)
OTHER = "0102"


@dataclass
class Post:
    """Keeps what it is given; refuses what goes to ``broken``."""

    channel: str = "memory"
    broken: str = ""
    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message, at: datetime) -> None:
        if message.to == self.broken:
            raise ConnectionRefusedError("无法连接")
        self.sent.append(message)


@pytest.fixture
def work(unit_of_work: UnitOfWork) -> UnitOfWork:
    """An open cycle with two bodies, of which one has sent its workbook."""
    with unit_of_work:
        lay_ground(unit_of_work, bodies=(BODY, OTHER))
        add_submission(unit_of_work)
    return unit_of_work


def _noted(work: UnitOfWork) -> list[tuple[str, str, int]]:
    with work:
        rows = work.connection.execute(select(reminder).order_by(reminder.c.recorded_at)).all()
    return [(row.subject, row.addressee, row.days_left) for row in rows]


@pytest.mark.parametrize(
    ("days_left", "step"),
    [(6, None), (5, 5), (4, 5), (3, 3), (2, 3), (1, 1), (0, 1), (-1, OVERDUE), (-30, OVERDUE)],
)
def test_the_days_left_fall_into_a_step(days_left: int, step: int | None) -> None:
    assert step_for(days_left, (5, 3, 1)) == step


def test_a_body_that_has_not_sent_is_reminded_three_times_and_once_when_late(work: UnitOfWork) -> None:
    days = [date(2025, 10, 23), FIVE_DAYS_BEFORE, FIVE_DAYS_BEFORE, date(2025, 10, 27), THREE_DAYS_BEFORE]
    days += [THE_EVE, DUE_ON, LATE, date(2025, 11, 4)]

    added = [note_due(day, "outbox", work) for day in days]

    assert added == [0, 1, 0, 0, 1, 1, 0, 1, 0]
    address = f"body{OTHER}@example.invalid"
    assert _noted(work) == [(f"nominations_due {OTHER}", address, step) for step in (5, 3, 1, OVERDUE)]


def test_a_day_on_which_nothing_ran_is_made_up_for(work: UnitOfWork) -> None:
    assert note_due(date(2025, 10, 27), "outbox", work) == 1
    assert [step for _, _, step in _noted(work)] == [5]


def test_a_refused_workbook_does_not_count_as_sent(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(submission.update().values(status="refused"))

    note_due(FIVE_DAYS_BEFORE, "outbox", work)

    assert [addressee for _, addressee, _ in _noted(work)] == [f"body{body}@example.invalid" for body in (BODY, OTHER)]


def test_nobody_is_reminded_after_the_intake_was_closed(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(
            decision.insert().values(
                cycle=str(CYCLE), kind="intake_closed", decided_on=LATE, decided_by="某", answer={}, run_id="r"
            )
        )

    assert note_due(LATE, "outbox", work) == 0


def test_a_replay_reminds_nobody(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(cycle.update().values(is_replay=True))

    assert note_due(LATE, "outbox", work) == 0


def test_a_message_says_what_is_due_when_and_to_whom(work: UnitOfWork) -> None:
    note_due(FIVE_DAYS_BEFORE, "outbox", work)
    post = Post()
    send_noted(NOW, post, work)

    message = post.sent[0]
    assert message.to == f"body{OTHER}@example.invalid"
    assert message.title == "提醒：2025年职工创新成果奖推荐材料将于2025年10月31日截止"
    assert "距今还有5个工作日" in message.text
    assert f"编码{OTHER}" in message.text
    assert "{{" not in message.text


def test_a_late_message_asks_for_it(work: UnitOfWork) -> None:
    note_due(LATE, "outbox", work)
    post = Post()
    send_noted(NOW, post, work)

    assert post.sent[0].title == "催报：2025年职工创新成果奖推荐材料已逾期"
    assert "现已逾期" in post.sent[0].text


def _milestone(code: str, label: str, planned_on: date) -> dict[str, Any]:
    return {
        "cycle": str(CYCLE),
        "code": code,
        "label": label,
        "planned_on": planned_on,
        "rests_on": "award/11",
        "is_lawful_limit": False,
        "is_provisional": False,
    }


def test_experts_and_the_office_are_reminded_of_the_scores(work: UnitOfWork) -> None:
    with work:
        add_submission(work, file_name="另一份.xlsx")
        work.connection.execute(submission.update().values(body_code=BODY))
        work.connection.execute(milestone.insert().values(**_milestone("scoring_done", "专家评审完成", LATE)))
        for number in ("E001", "E002"):
            work.connection.execute(
                expert.insert().values(
                    expert_no=number, name="王工", unit_name="某院", speciality="machinery", email=f"{number}@x.invalid"
                )
            )
            for category in (Category.GOLDEN_IDEA, Category.TECH_ACHIEVEMENT):
                work.connection.execute(
                    score_sheet.insert().values(
                        cycle=str(CYCLE),
                        category=category.value,
                        expert_no=number,
                        sent_sha256=add_file(work, f"{number}{category}"),
                        received_on=date(2025, 10, 20) if number == "E002" else None,
                    )
                )
    post = Post()
    note_due(THE_EVE, "outbox", work)
    send_noted(NOW, post, work)

    found = {message.to: message for message in post.sent}
    assert sorted(found) == sorted(["E001@x.invalid", "chuangxin@example.invalid", f"body{OTHER}@example.invalid"])
    assert "十佳金点子、十大科技创新成果" in found["E001@x.invalid"].text
    assert found["chuangxin@example.invalid"].title == "提醒：2025年职工创新成果奖“专家评审完成”计划2025年11月3日完成"

    overdue = Post()
    note_due(LATE + timedelta(days=1), "outbox", work)
    send_noted(NOW, overdue, work)
    to_office = {one.title: one.text for one in overdue.sent if one.to == "chuangxin@example.invalid"}
    told = to_office["催办：2025年职工创新成果奖有1位专家的评分表逾期未交回"]
    assert "- E001 王工" in told
    assert "E002" not in told


def test_the_office_is_reminded_of_the_visits_once_for_all_studios(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, {}, {}, {})
    send_verification_forms(STUDIOS, SENT_ON, unit_of_work)
    visit(unit_of_work, tmp_path, number(2))
    plan(unit_of_work, "verification_done")
    with unit_of_work as work:
        work.connection.execute(
            decision.insert().values(
                cycle=str(STUDIOS), kind="intake_closed", decided_on=LATE, decided_by="某", answer={}, run_id="r"
            )
        )
    days = [date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 8), date(2026, 12, 10), JUDGED_ON, date(2026, 12, 14)]
    # Beside the open milestone, of which the office is told too.
    assert [note_due(day, "outbox", unit_of_work) for day in days] == [0, 2, 2, 2, 0, 2]
    post = Post()
    send_noted(NOW, post, unit_of_work)
    asked = [message for message in post.sent if "现场核实表" in message.title]
    assert [message.to for message in asked] == ["chuangxin@example.invalid"] * 4
    assert asked[0].title == "提醒：2026年劳模创新工作室还有2张现场核实表请于2026年12月11日前交回"
    assert asked[3].title == "催交：2026年劳模创新工作室还有2张现场核实表逾期未交回"
    assert f"- {number(1)} 领衔人" in asked[0].text
    assert f"- {number(3)} 领衔人" in asked[0].text
    assert number(2) not in asked[0].text


def test_nobody_is_reminded_of_visits_that_are_back_or_of_a_replay(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, {}, {})
    send_verification_forms(STUDIOS, SENT_ON, unit_of_work)
    plan(unit_of_work, "verification_done")

    def asked_of() -> list[str]:
        with unit_of_work as work:
            return [row.cycle for row in work.run("reminders/list_missing_verification_forms")]

    assert asked_of() == [str(STUDIOS)]
    with unit_of_work as work:
        work.connection.execute(cycle.update().values(is_replay=True))
    assert asked_of() == []
    with unit_of_work as work:
        work.connection.execute(cycle.update().values(is_replay=False))
    for serial in (1, 2):
        visit(unit_of_work, tmp_path, number(serial))
    assert asked_of() == []


def test_expert_who_has_not_answered_is_reminded_until_the_last_day_and_never_after(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    consultation_sent(unit_of_work, tmp_path / "in")
    consultation_answered(unit_of_work, tmp_path / "in", {}, None)
    days = [SENT, date(2025, 11, 27), date(2025, 11, 28), date(2025, 12, 1), date(2025, 12, 2), date(2025, 12, 3)]

    def asked_of_experts(day: date) -> list[tuple[str, int]]:
        note_due(day, "outbox", unit_of_work)
        return [
            (addressee, step) for subject, addressee, step in _noted(unit_of_work) if subject.startswith("consultation")
        ]

    assert [len(asked_of_experts(day)) for day in days] == [1, 2, 2, 3, 3, 3]
    assert asked_of_experts(days[-1]) == [("E012@example.invalid", step) for step in (5, 3, 1)]
    post = Post()
    send_noted(NOW, post, unit_of_work)
    message = next(message for message in post.sent if message.to == "E012@example.invalid")
    assert message.title == "提醒：2025年职工创新成果奖行业咨询请于2025年12月2日前答复"
    assert "（3个项目）" in message.text


def test_every_message_is_sent_once(work: UnitOfWork) -> None:
    note_due(FIVE_DAYS_BEFORE, "outbox", work)
    post = Post()

    assert [send_noted(NOW, post, work) for _ in range(3)] == [1, 0, 0]
    with work:
        assert work.connection.execute(select(reminder.c.sent_at)).scalar_one() == NOW


def test_one_address_that_fails_holds_up_no_other_and_is_tried_again(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(submission.update().values(status="refused"))
    note_due(FIVE_DAYS_BEFORE, "outbox", work)
    post = Post(broken=f"body{BODY}@example.invalid")

    with pytest.raises(MessagesNotSent, match=r"1条提醒没有发出.*无法连接"):
        send_noted(NOW, post, work)
    assert [message.to for message in post.sent] == [f"body{OTHER}@example.invalid"]

    post.broken = ""
    assert send_noted(NOW, post, work) == 1
    assert [message.to for message in post.sent] == [f"body{body}@example.invalid" for body in (OTHER, BODY)]


def test_two_workers_never_send_the_same(work: UnitOfWork) -> None:
    note_due(FIVE_DAYS_BEFORE, "outbox", work)
    second = UnitOfWork(work.engine, work.archive, work.vault, work.settings)
    first, late = Post(), Post()

    class Slow(Post):
        def send(self, message: Message, at: datetime) -> None:
            assert send_noted(NOW, late, second) == 0
            first.send(message, at)

    assert send_noted(NOW, Slow(), work) == 1
    assert (len(first.sent), len(late.sent)) == (1, 0)


def test_a_gap_in_a_template_is_an_error(work: UnitOfWork) -> None:
    from jinja2 import UndefinedError

    templates = reminders._templates(work.settings.templates)
    assert sorted(templates.list_templates()) == [
        "consultation_due.j2",
        "milestone_due.j2",
        "nominations_due.j2",
        "objection_due.j2",
        "payments_due.j2",
        "score_sheets_due.j2",
        "score_sheets_overdue.j2",
        "verification_forms_due.j2",
        "window_changed.j2",
    ]
    for name in templates.list_templates():
        with pytest.raises(UndefinedError):
            templates.get_template(name).render({"is_overdue": False})


def test_without_a_mail_server_messages_are_laid_into_the_outbox(tmp_path: Path) -> None:
    message = Message("schlüssel", "一@example.invalid".replace("一", "a"), "提醒：材料", "请尽快报送。\n")
    post = mailer("", "", tmp_path / "messages")

    for _ in range(2):
        post.send(message, NOW)

    files = list((tmp_path / "messages").iterdir())
    assert [path.suffix for path in files] == [".eml"]
    mail = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert (mail["Subject"], mail["To"]) == ("提醒：材料", "a@example.invalid")
    assert mail.get_content().strip() == "请尽快报送。"
    assert isinstance(post, FolderMailer)


@pytest.mark.parametrize(
    ("url", "sender", "says"),
    [
        ("mail.example.org", "a@b.invalid", "smtp://"),
        ("http://mail.example.org", "a@b.invalid", "smtp://"),
        ("smtp://", "a@b.invalid", "主机名"),
        ("smtp://mail.example.org", "", "HONOURS_SMTP_FROM"),
    ],
)
def test_mail_settings_that_cannot_work_are_refused(url: str, sender: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(MailSettingsBroken, match=says):
        mailer(url, sender, tmp_path)


class Catcher(socketserver.StreamRequestHandler):
    """A mail server that takes one message."""

    taken: list[bytes]

    def handle(self) -> None:
        self.wfile.write(b"220 catcher\r\n")
        is_data = False
        lines: list[bytes] = []
        for line in self.rfile:
            if is_data and line == b".\r\n":
                self.taken.append(b"".join(lines))
                is_data = False
            elif is_data:
                lines.append(line)
                continue
            elif line.upper().startswith(b"DATA"):
                is_data = True
                self.wfile.write(b"354 go\r\n")
                continue
            elif line.upper().startswith(b"EHLO"):
                self.wfile.write(b"250-catcher\r\n250 AUTH PLAIN LOGIN\r\n")
                continue
            elif line.upper().startswith(b"AUTH"):
                self.taken.append(line)
                self.wfile.write(b"235 welcome\r\n")
                continue
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def catcher() -> Iterator[tuple[int, list[bytes]]]:
    """The port of a mail server and what it has taken."""
    Catcher.taken = []
    with socketserver.TCPServer(("127.0.0.1", 0), Catcher) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1], Catcher.taken
        server.shutdown()
        thread.join()


def test_a_message_goes_out_by_smtp(catcher: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, taken = catcher
    post = mailer(f"smtp://127.0.0.1:{port}", "from@example.invalid", tmp_path)

    post.send(Message("k", "to@example.invalid", "提醒：材料", "请尽快报送。\n"), NOW)

    mail = message_from_bytes(taken[0], policy=policy.default)
    assert (mail["Subject"], mail["From"]) == ("提醒：材料", "from@example.invalid")
    assert isinstance(post, SmtpMailer)


def test_a_password_is_never_sent_in_the_clear(catcher: tuple[int, list[bytes]], tmp_path: Path) -> None:
    import smtplib

    port, taken = catcher
    post = mailer(f"smtp://user:secret@127.0.0.1:{port}", "from@example.invalid", tmp_path)

    with pytest.raises(smtplib.SMTPNotSupportedError):
        post.send(Message("k", "to@example.invalid", "提醒", "文\n"), NOW)
    assert taken == []
