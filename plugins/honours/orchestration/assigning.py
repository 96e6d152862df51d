"""The steps of the assignment (award/11, employee-studio/6): who scores what, and who takes over from whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.domain.stages import Examiners, examines_by
from honours.orchestration.branches import only_for
from honours.orchestration.forms import FormRefused, note_in
from honours.orchestration.human import Answer, Question, text_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.services.decisions import Decision
    from honours.storage.unit_of_work import UnitOfWork

_ARTICLES = ("award/11", "employee-studio/6")
_WAIT, _REPLACE = "继续等待", "改派给其他专家"
_LATE = "改派哪些专家"


@step(
    "确定评审分工",
    "只用于由专家评审的项目。按规则为每个项目确定评审专家：没有应当回避的，每项专家人数、本专业人数、同一单位人数、每位专家的评审项数都符合评审办法，"
    "同一类别的项目通过共同的专家相互比较；在全部符合规则的分工中取代价最小的一个并加以证明，仍然相当的按公布的种子分先后。"
    "生成“评审分工表”放入待发文件夹，输入和结果归档。专家不够时说明差在哪里、差多少。重复执行结果不变。",
    *_ARTICLES,
)
def assign_experts(cycle: str) -> str:
    """Assign the experts of the cycle and return what stands, in words; skip where no expert scores."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears
    from honours.services.review.assigning import drawing

    this = Cycle.parse(cycle)
    only_for(Examiners.EXPERTS, this)
    work = wiring.unit_of_work()
    return str(drawing.assign_experts(this, bears(this, "qualification_done", work), runs.current_run_id(), work))


class LateExpertsQuestion(Question):
    """What is done about experts whose score sheets are not in when the scoring should have ended."""

    name = "处理逾期未交的评审专家"
    says = (
        "评分截止仍未交回评分表的专家列在表中。选“继续等待”，流程等到全部交回；选“改派给其他专家”，所列专家尚未交回的项目改由其他专家评审："
        "已封存的评分表不动，其他专家的任务尽量不变，改派的项目单独生成评分表放入待发文件夹。没有逾期的专家时本步骤自动通过。"
        "选了“继续等待”之后仍有人不交的，次日起清除（Clear）本步骤即可重新处理。"
    )
    articles = _ARTICLES
    options = (_REPLACE, _WAIT)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "late": text_field(
                f"{_LATE}（编号每行一个；不填表示表中所列全部）",
                "例如 E012；选“继续等待”时不必填写",
                multiline=True,
            )
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return today's answer; None when there is none, as it may be asked again on a later day."""
        from honours.orchestration import clock

        answers = _answers(cycle, work)
        if not answers or answers[-1].answer["answered_on"] != clock.today().isoformat():
            return None
        return f"{answers[-1].decided_by}已于{answers[-1].answer['answered_on']}决定：{answers[-1].answer['choice']}"

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return who owes which sheets; None when nobody does."""
        from honours.services.review.scoring import missing_score_sheets

        missing = missing_score_sheets(cycle, work)
        if not missing:
            return None
        rows = [f"| {one.expert_no} | {one.expert_name} | {cycle.category_label(one.category)} |" for one in missing]
        table = ["| 专家编号 | 专家 | 尚未交回的评分表 |", "|---|---|---|", *rows]
        return "\n".join([f"评分截止，尚有 {len(missing)} 份评分表没有完整交回。", "", *table])

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Wait on, or replace the experts named and send the new sheets; return what was done, in words."""
        from honours.orchestration.days import bears
        from honours.services.decisions import Decision, DecisionKind, record_decision
        from honours.services.review.assigning.replacing import replace_experts
        from honours.services.review.scoring import missing_score_sheets, send_score_sheets

        owing = {one.expert_no for one in missing_score_sheets(cycle, work)}
        named = set(note_in(answer.form, "late", _LATE).split())
        if named - owing:
            raise FormRefused(_LATE, f"中的 {'、'.join(sorted(named - owing))} 没有欠交评分表")
        day = bears(cycle, examines_by(cycle.scheme).milestone, work)
        says = f"{answer.given_by}决定继续等待"
        replaced: list[str] = []
        if answer.option == _REPLACE:
            replaced = sorted(named or owing)
            drawn = replace_experts(cycle, replaced, day, answer.run_id, work)
            send_score_sheets(cycle, day, work)
            says = f"{answer.given_by}决定改派：{drawn}"
        record_decision(
            Decision(
                cycle=cycle,
                kind=DecisionKind.LATE_EXPERTS,
                decided_on=day,
                decided_by=answer.given_by,
                answer={"choice": answer.option, "late": replaced, "answered_on": answer.given_on.isoformat()},
                run_id=answer.run_id,
                decision_no=len(_answers(cycle, work)) + 1,
            ),
            work,
        )
        return says


def _answers(cycle: Cycle, work: UnitOfWork) -> list[Decision]:
    """Return all answers of the cycle, by number."""
    from honours.services.decisions import DecisionKind, find_decision

    found: list[Decision] = []
    while (one := find_decision(cycle, DecisionKind.LATE_EXPERTS, work, decision_no=len(found) + 1)) is not None:
        found.append(one)
    return found


@step(
    "复核评审分工",
    "收件后逐个周期复核：专家名册、回避情况有变化，使已经分派的专家不能再评某个项目的，立即以最小的改动改派，并单独生成评分表放入待发文件夹；"
    "没有变化的什么也不做。专家不够时说明差在哪里、差多少，补充名册后自动再试。",
    *_ARTICLES,
)
def recheck_assignments() -> str:
    """Replace in every cycle under review whoever may no longer score what is theirs; return what changed, in words."""
    from honours import wiring
    from honours.orchestration import clock, runs
    from honours.services.review.assigning import open_reviews

    changed = open_reviews.recheck_open(clock.today(), runs.current_run_id(), wiring.unit_of_work())
    return "；".join(f"{cycle.label}：{drawn}" for cycle, drawn in changed.items()) or "没有需要改派的"
