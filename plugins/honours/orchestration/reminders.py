"""The steps of the daily reminders: note what is due, then send what was noted and not sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.services.mail import Mailer
    from honours.storage.unit_of_work import UnitOfWork


def _mailer(work: UnitOfWork) -> Mailer:
    from honours.services.mail import mailer

    folder = work.settings.outbox / "messages"
    return mailer(os.environ.get("HONOURS_SMTP_URL", ""), os.environ.get("HONOURS_SMTP_FROM", ""), folder)


@step(
    "登记到期提醒",
    "找出还有5、3、1个工作日到期的和已经逾期的事项，各登记一条提醒：推荐单位未报送、专家未交评分表、未答复行业咨询、现场核实表未交回、"
    "节点未完成、公示异议未答复、付款未结清。"
    "同一事项同一档次只登记一次，漏跑的日子会补上。",
    "award/10",
    "award/11",
    "award/12",
    "award/18",
    "model-studio/12",
)
def note_due() -> int:
    """Return how many reminders were added."""
    from honours import wiring
    from honours.orchestration import clock
    from honours.services import reminders

    work = wiring.unit_of_work()
    return reminders.note_due(clock.today(), _mailer(work).channel, work)


@step(
    "发送提醒",
    "发出已登记而未发出的提醒。设置了邮件服务器（HONOURS_SMTP_URL、HONOURS_SMTP_FROM）的发邮件，"
    "没有设置的写成文件放入待发文件夹 messages。发送失败的保留，下次再发。",
    trigger_rule="all_success",
)
def send_noted(noted: int) -> int:
    """Return how many reminders were sent."""
    from honours import wiring
    from honours.orchestration import clock
    from honours.services import reminders

    work = wiring.unit_of_work()
    return reminders.send_noted(clock.now(), _mailer(work), work)
