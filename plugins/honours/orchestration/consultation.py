"""The steps of the industry consultation beside the public notice (award/12): sent, awaited, closed, ruled on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.orchestration.confirmation import Confirmation
from honours.orchestration.forms import numbers_in, reasons_in
from honours.orchestration.human import Answer, Question, text_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.services.decisions import Decision
    from honours.storage.unit_of_work import UnitOfWork

_ARTICLE = "award/12"


@step(
    "发出行业咨询表",
    "只用于成果奖；命名工作室的周期不作行业咨询，本步骤显示为“跳过”，属正常。"
    "从本专业、不须回避的专家中为公示的每个项目抽取规定人数（没有评过该项目的优先，抽取办法可以重算），"
    "每位专家一份咨询表（Excel），连同抽取名单放入待发文件夹。重复执行不会重新抽取。",
    _ARTICLE,
)
def send_consultations(cycle: str) -> int:
    """Return how many workbooks of the consultation are out; skip where nobody is consulted."""
    from honours import wiring
    from honours.orchestration.branches import only_consulted
    from honours.orchestration.days import bears
    from honours.services.notice.consultation import sending

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    on = bears(this, "notice_posted", work)
    only_consulted(this, is_consulted=sending.is_consulted(this, on))
    return int(sending.send_consultations(this, on, work))


class ConsultationsClosedQuestion(Confirmation):
    """Whether every answer that came in time is in the books, before silence counts as silence."""

    name = "确认行业咨询答复收齐"
    says = (
        "答复期满仍有专家没有完整答复的，列在正文中。请核对邮箱和来函：按时到达的答复还没有收下的，先放入收件文件夹，"
        "待“收件”流程收下后再提交。提交之后按正文所列办法处理未答复的。全部按时答复的，本步骤自动通过。"
    )
    articles = (_ARTICLE,)
    options = ("确认答复收齐",)
    decision = "consultations_closed"
    tick = "按时到达的答复都已收下"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return which workbooks have not come back whole; None when all have."""
        from honours.services.notice.consultation import waiting

        missing = waiting.missing_answers(cycle, work)
        return waiting.missing_markdown(missing) if missing else None

    def decided_on(self, cycle: Cycle, work: UnitOfWork) -> date:
        """Return the day on which the consultation is closed."""
        from honours.orchestration.days import bears

        return bears(cycle, "awarded", work)


@step(
    "汇总行业咨询",
    "答复期满后汇总：没有答复的记为“未答复”，按发出时写明的办法处理；之后不再接收答复。重复执行结果不变。",
    _ARTICLE,
)
def close_consultations(cycle: str) -> str:
    """Close the consultation and return the counts, in words."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.notice.consultation import waiting

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(waiting.close_consultations(this, bears(this, "awarded", work), work))


class ConsultationRulingsQuestion(Question):
    """What becomes of answers that are not favourable, and of silence where it goes to a person."""

    name = "认定行业咨询意见"
    says = (
        "专家有不利意见或不能确定的，以及到期未答复须由人认定的，逐项列在正文中。每个编号填入一栏：采纳意见的不予授奖，"
        "不采纳的照常授奖，各写理由；一时不能认定的写入“暂缓认定”，只暂缓该项，次日起清除本步骤可以再次认定。"
        "没有这类项目时本步骤自动通过。"
    )
    articles = (_ARTICLE,)
    options = ("提交认定",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        example = "每行一条：编号 理由，例如 2025-KJ-0101-003 与现行技术规范相抵触"
        return {
            "upheld": text_field("采纳意见、不予授奖的编号及理由", example, multiline=True),
            "overruled": text_field("不采纳、照常授奖的编号及理由", "每行一条：编号 理由", multiline=True),
            "left_open": text_field("暂缓认定的编号", "每行一个；没有的不填", multiline=True),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who ruled, when nothing is left to rule on or what is left was left open today."""
        from honours.orchestration import clock
        from honours.services.notice.consultation import ruling

        found = _decisions(cycle, work)
        if not found:
            return None
        last = found[-1]
        left = {one.nomination_no for one in ruling.referred(cycle, work)}
        is_of_today = last.answer.get("given_on") == clock.today().isoformat()
        if left and not (is_of_today and left <= set(last.answer.get("left_open", ()))):
            return None
        more = f"，暂缓认定{len(left)}项" if left else ""
        return f"{last.decided_by}已于{last.decided_on}认定{more}"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return what was said of every entry that a person has to rule on; None when there is none."""
        from honours.services.notice.consultation import ruling

        entries = ruling.referred(cycle, work)
        return ruling.referred_markdown(entries, cycle) if entries else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Keep the rulings and what was answered under the next number."""
        from honours.orchestration.days import bears
        from honours.services.decisions import Decision, DecisionKind, record_decision
        from honours.services.notice.consultation import ruling

        form = answer.form
        command = ruling.RuleOnConsultations(
            cycle=cycle,
            upheld=reasons_in(form, "upheld", "采纳意见、不予授奖的编号及理由"),
            overruled=reasons_in(form, "overruled", "不采纳、照常授奖的编号及理由"),
            left_open=numbers_in(form, "left_open", "暂缓认定的编号"),
            ruled_by=answer.given_by,
            ruled_on=bears(cycle, "awarded", work),
            run_id=answer.run_id,
        )
        ruling.rule_on_consultations(command, work)
        decided = Decision(
            cycle=cycle,
            kind=DecisionKind.CONSULTATIONS_RULED,
            decided_on=command.ruled_on,
            decided_by=answer.given_by,
            answer={
                "upheld": dict(command.upheld),
                "overruled": dict(command.overruled),
                "left_open": sorted(command.left_open),
                "given_on": answer.given_on.isoformat(),
            },
            run_id=answer.run_id,
            decision_no=len(_decisions(cycle, work)) + 1,
        )
        record_decision(decided, work)
        counts = f"采纳{len(command.upheld)}项，不采纳{len(command.overruled)}项，暂缓{len(command.left_open)}项"
        return f"{answer.given_by}认定：{counts}"


def _decisions(cycle: Cycle, work: UnitOfWork) -> list[Decision]:
    """Return all decisions on consultations of the cycle, by number."""
    from honours.services.decisions import DecisionKind, find_decision

    kind = DecisionKind.CONSULTATIONS_RULED
    found: list[Decision] = []
    while (one := find_decision(cycle, kind, work, decision_no=len(found) + 1)) is not None:
        found.append(one)
    return found
