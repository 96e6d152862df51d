"""The steps of the review (award/4 to award/8, award/11): qualification, referrals, experts' scores, ranking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from airflow.sdk import Param

from honours.domain.cycle import Cycle
from honours.orchestration.forms import confirm_in, reasons_in
from honours.orchestration.human import Answer, Question, text_field, tick_field
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.storage.unit_of_work import UnitOfWork

_CONDITIONS = ("award/4", "award/5", "award/6", "award/7", "award/8")


@step(
    "资格审查",
    "对全部推荐项目逐条适用申报条件，每项每条得出“符合”“不符合”或“需人工认定”。重复执行结论不变。",
    *_CONDITIONS,
)
def qualify(cycle: str) -> str:
    """Judge the whole cycle by the conditions and return the counts, in words."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review import qualification

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(qualification.qualify(this, bears(this, "qualification_done", work), work))


class ReferralsQuestion(Question):
    """What the rules leave to people: the text says 原则上, or a fact is missing."""

    name = "认定规则不能判定的项目"
    says = (
        "条文写“原则上”或材料缺少事实的，由人认定。逐项看表中的事实和条款，把不通过的编号和理由每行一条写入表单，"
        "其余打开“均予通过”的开关。没有需要认定的项目时本步骤自动通过。"
    )
    articles = _CONDITIONS
    options = ("提交认定结果",)

    @staticmethod
    def params() -> dict[str, Param]:
        """Return the fields of the form."""
        return {
            "refused": text_field(
                "不通过的编号及理由", "每行一条：编号 理由，例如 2025-KJ-0101-003 缺少应用证明", multiline=True
            ),
            "others_pass": tick_field("其余均予通过（必须打开开关）"),
        }

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        """Return who ruled, when somebody did and nothing was referred since."""
        from honours.services.decisions import DecisionKind, find_decision
        from honours.services.review.referrals import referrals

        found = find_decision(cycle, DecisionKind.REFERRALS_RULED, work)
        return f"{found.decided_by}已于{found.decided_on}认定" if found and not referrals(cycle, work) else None

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        """Return the referred verdicts with their facts; None when there are none."""
        from honours.services.review.referrals import referrals, referrals_markdown

        referred = referrals(cycle, work)
        return referrals_markdown(referred) if referred else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        """Rule on everything that was referred and keep what was answered."""
        from honours.orchestration.days import bears
        from honours.services.decisions import Decision, DecisionKind, find_decision, record_decision
        from honours.services.review import qualification

        confirm_in(answer.form, "others_pass", "其余均予通过")
        refused = reasons_in(answer.form, "refused", "不通过的编号及理由")
        command = qualification.RuleOnReferrals(
            cycle=cycle,
            refused=refused,
            ruled_by=answer.given_by,
            ruled_on=bears(cycle, "qualification_done", work),
            run_id=answer.run_id,
        )
        qualification.rule_on_referrals(command, work)
        number = 1
        while find_decision(cycle, DecisionKind.REFERRALS_RULED, work, decision_no=number) is not None:
            number += 1
        decided = Decision(
            cycle=cycle,
            kind=DecisionKind.REFERRALS_RULED,
            decided_on=command.ruled_on,
            decided_by=answer.given_by,
            answer={"refused": refused},
            run_id=answer.run_id,
            decision_no=number,
        )
        record_decision(decided, work)
        return f"{answer.given_by}认定完毕，不通过{len(refused)}项"


@step(
    "登记审查结果", "审查通过的转为“资格审查通过”，不符合的转为“不符合条件”，各附条款和理由。", *_CONDITIONS, "award/11"
)
def advance_qualified(cycle: str) -> str:
    """Move the nominations on after qualification and rulings; return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import reached
    from honours.services.review import qualification

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    day = reached(this, "qualification_done", work)
    return str(qualification.advance_qualified(this, day, runs.current_run_id(), work))


@step("发出评分表", "为每位专家生成所评类别的评分表（Excel），放入待发文件夹。重复执行不会生成第二份。", "award/11")
def send_score_sheets(cycle: str) -> int:
    """Return how many score sheets the cycle has after producing them."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review import scoring

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return int(scoring.send_score_sheets(this, bears(this, "qualification_done", work), work))


@step(
    "汇总评分并排名",
    "按各类别平均分排名，每类至多取规定名额。名额线上并列的不由系统取舍，标为并列，由主席会议确定。",
    "award/2",
    "award/11",
)
def rank(cycle: str) -> str:
    """Rank the cycle by the experts' scores and return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import reached
    from honours.services.review import scoring

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(scoring.rank(this, reached(this, "scoring_done", work), runs.current_run_id(), work))
