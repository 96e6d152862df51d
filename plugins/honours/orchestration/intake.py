"""Taking in the files of the inbox (award/10, award/12): archived, recognised, checked, annotated copies sent back."""

from __future__ import annotations

import logging
from collections import Counter

from honours.orchestration.steps import step

log = logging.getLogger(__name__)


def take_in_inbox() -> int:
    """Take in every file of the inbox, log how each one ended, and return how many there were."""
    from honours import wiring
    from honours.services.intake import take_in_all

    work = wiring.unit_of_work()
    work.settings.inbox.mkdir(parents=True, exist_ok=True)
    outcomes = take_in_all(work.settings.inbox, work)
    counted = Counter(outcome.status.label for outcome in outcomes)
    log.info("收件 %s 份：%s", len(outcomes), "、".join(f"{label}{count}" for label, count in counted.items()) or "无")
    return len(outcomes)


@step(
    "收件",
    "把收件文件夹里的文件逐份归档、识别、逐格核对。有问题的返回批注副本（待发文件夹 returned），正确的行收下。"
    "同一文件再次出现不会改变任何内容。",
    "award/10",
)
def take_in_files() -> int:
    """Return how many files were taken in."""
    return take_in_inbox()


@step(
    "截止前最后一次收件",
    "把收件文件夹里截止前到达的文件全部收下。是否逾期按文件到达的时间判断，与本步骤何时执行无关。",
    "award/10",
    "award/12",
)
def take_in_last() -> int:
    """Return how many files were taken in before somebody is asked whether everything has come."""
    return take_in_inbox()
