"""The steps that only studios have (model-studio/9, /14, employee-studio/6, /8): register, plaques, files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param
from airflow.sdk.exceptions import AirflowSkipException

from honours.domain.cycle import Cycle
from honours.orchestration.forms import confirm_in, day_in
from honours.orchestration.human import Answer, Question, day_field, tick_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork


def _studios_of(cycle: str) -> Cycle:
    """Return the cycle; skip the step in one that names no studios."""
    this = Cycle.parse(cycle)
    if not this.scheme.names_studios:
        raise AirflowSkipException(f"{this.scheme.label}不命名工作室，本步骤不需要办理。")
    return this


@step(
    "登入工作室名册",
    "为新命名的工作室编号入册；升为示范性的沿用原编号，命名历史保留。同时生成牌匾制作清单，放入待发文件夹。"
    "名称与已有工作室重复的，整批不登记，日志写明是哪几个。重复执行不会登记第二次。",
    "model-studio/9",
    "model-studio/14",
    "employee-studio/6",
    "employee-studio/11",
)
def enter_register(cycle: str) -> str:
    """Enter the named studios in the register, order their plaques, and return the counts, in words."""
    this = _studios_of(cycle)

    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.decisions import DecisionKind, last_decision
    from honours.services.notice.posting import NotDecidedYet
    from honours.services.studios.entering import enter_named
    from honours.services.studios.plaques import plaque_list

    work = wiring.unit_of_work()
    meeting = last_decision(this, DecisionKind.CHAIR_MEETING, work)
    if meeting is None:
        raise NotDecidedYet(this)
    on = bears(this, "awarded", work)
    entered = enter_named(this, on, meeting.answer["decision_document_no"], work)
    ordered = plaque_list(this, on, work)
    return f"{entered}，牌匾清单 {ordered.ordered} 块"


class PlaquesQuestion(Question):
    """Since when the plaques of the named studios hang."""

    name = "登记挂牌"
    says = (
        "牌匾制作完成并在各单位挂出之后，由经办人登记挂牌日期。清单见正文，也在待发文件夹。"
        "没有新命名工作室的周期自动通过；补贴拨付不必等挂牌，两件事同时办理。"
    )
    articles = ("model-studio/9", "employee-studio/6")
    options = ("登记挂牌",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "hung_on": day_field("挂牌日期（必填）"),
            "is_checked": tick_field("清单上的牌匾都已挂出（必须打开开关）"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who recorded the plaques, after recording them once more; None while one does not hang."""
        from honours.services.decisions import DecisionKind, find_decision
        from honours.services.studios.plaques import plaques_left, record_plaques

        found = find_decision(cycle, DecisionKind.PLAQUES_HUNG, work)
        if found is not None:
            record_plaques(cycle, found.decided_on, found.decided_by, work)
        return None if plaques_left(cycle, work) else "牌匾都已登记"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the plaques that are to hang."""
        from honours.services.studios.plaques import plaques_left, plaques_markdown

        return plaques_markdown(cycle, work) if plaques_left(cycle, work) else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Record the day and keep the answer."""
        from honours.domain.stages import Stage
        from honours.orchestration.days import bears
        from honours.services import stages
        from honours.services.decisions import Decision, DecisionKind, find_decision, record_decision
        from honours.services.studios.dossier.making import make_dossiers as make_dossiers_of
        from honours.services.studios.plaques import record_plaques

        hung_on = day_in(answer.form, "hung_on", "挂牌日期")
        confirm_in(answer.form, "is_checked", "清单上的牌匾都已挂出")
        count = record_plaques(cycle, hung_on, answer.given_by, work)
        number = 1
        while find_decision(cycle, DecisionKind.PLAQUES_HUNG, work, decision_no=number) is not None:
            number += 1
        decided = Decision(
            cycle=cycle,
            kind=DecisionKind.PLAQUES_HUNG,
            decided_on=hung_on,
            decided_by=answer.given_by,
            answer={"plaques": count},
            run_id=answer.run_id,
            decision_no=number,
        )
        record_decision(decided, work)
        if stages.is_done(cycle, Stage.DISBURSEMENT, work):
            # The files were made without the plaques; otherwise they are still to come.
            make_dossiers_of(cycle, bears(cycle, "disbursed", work), work)
        return f"{answer.given_by}登记挂牌{count}块"


@step(
    "建立工作室档案",
    "为本周期命名的工作室生成档案：一个工作室一个文件夹，一年一份，另有总目录（待发文件夹 `studios/`）。"
    "内容没有变化的不会多出一版。",
    "model-studio/14",
    "employee-studio/8",
)
def make_dossiers(cycle: str) -> str:
    """Make the files of the cycle's studios and return the counts, in words."""
    this = _studios_of(cycle)

    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.studios.dossier.making import make_dossiers as make

    work = wiring.unit_of_work()
    return str(make(this, bears(this, "disbursed", work), work))
