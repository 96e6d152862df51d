"""The explanation of one nomination: complete, in Chinese, and without personal numbers."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner
from sqlalchemy import insert
from tests.builders import CYCLE, DUE_ON, add_nominations, add_submission, lay_ground, nominee
from tests.services.disbursement.cases import sent

from honours.cli.explain import as_text
from honours.cli.main import cli
from honours.domain.states import NominationState, Verdict
from honours.services import publicity
from honours.services.explain import UnknownNomination, explain
from honours.services.review.qualification import RuleOnReferrals, advance_qualified, qualify, rule_on_referrals
from honours.storage.tables import expert, objection, ranking, score
from honours.storage.unit_of_work import UnitOfWork

KJ, CZ, ZL, JD = CYCLE.categories
ON = date(2025, 11, 10)
NO = "2025-KJ-0101-001"


def _lay(work: UnitOfWork, **facts: object) -> None:
    with work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1, **facts)])


def test_before_judging_the_rules_foretell_and_say_so(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work, is_medical=True)
    told = explain(f" {NO.lower()} ", unit_of_work)
    assert told.state is NominationState.RECEIVED
    assert all(rule.judged_on is None for rule in told.rules)
    assert [rule.rule for rule in told.rules if rule.verdict is Verdict.FAIL] == ["medical_project"]
    text = as_text(told)
    assert "预判，不作为结论" in text
    assert "等待核验基层公示和推荐。" in text
    assert "申报.xlsx，工作表“十大科技创新成果”第4行，第1版，2025-10-24收件" in text


def test_the_whole_way_with_doubt_and_ruling(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work, is_frontline=False)
    publicity.judge(CYCLE, DUE_ON, unit_of_work)
    publicity.advance(CYCLE, DUE_ON, "run", unit_of_work)
    qualify(CYCLE, ON, unit_of_work)
    assert explain(NO, unit_of_work).awaits == "等待工作人员认定：第四条。"
    rule_on_referrals(RuleOnReferrals(CYCLE, "张三", ON, "run"), unit_of_work)
    assert explain(NO, unit_of_work).awaits == "等待资格审查。"
    advance_qualified(CYCLE, ON, "run", unit_of_work)
    told = explain(NO, unit_of_work)
    assert [step.state for step in told.states] == [
        NominationState.RECEIVED,
        NominationState.RECOMMENDED,
        NominationState.QUALIFIED,
    ]
    assert [step.on for step in told.states][1:] == [DUE_ON, ON]
    (doubt,) = [rule for rule in told.rules if rule.verdict is Verdict.REFER]
    assert doubt.ruling is not None
    assert doubt.ruling.ruled_by == "张三"
    assert "等待专家评审" in as_text(told)


@pytest.mark.parametrize("state", list(NominationState))
def test_every_state_says_what_is_awaited(unit_of_work: UnitOfWork, state: NominationState) -> None:
    _lay(unit_of_work, state=state)
    told = explain(NO, unit_of_work)
    assert told.awaits.endswith("。")
    assert state.label in as_text(told)


def test_points_objections_and_payment_are_told_without_names(unit_of_work: UnitOfWork) -> None:
    sent(unit_of_work, nominee(KJ, 1, state=NominationState.AWARDED))
    of_it = {"cycle": str(CYCLE), "nomination_no": NO}
    with unit_of_work as work:
        submission_id = add_submission(work)
        experts = [
            {
                "expert_no": f"E00{place}",
                "name": "评委赵某",
                "unit_name": "某所",
                "speciality": "machinery",
                "email": "e@x",
            }
            for place in (1, 2)
        ]
        work.connection.execute(insert(expert), experts)
        points = [
            {**of_it, "expert_no": f"E00{place}", "points": value, "submission_id": submission_id}
            for place, value in ((1, Decimal("91.50")), (2, Decimal("88.00")))
        ]
        work.connection.execute(insert(score), points)
        ranked = {"category": KJ.value, "mean_points": Decimal("89.7500"), "score_count": 2, "rank": 3, "outcome": "in"}
        work.connection.execute(insert(ranking).values(**of_it, **ranked))
        raised = {
            "objection_no": "YY-1",
            "received_on": date(2026, 4, 10),
            "objector_name": "匿名钱某",
            "ground_article": "award/12",
            "statement": "对效益有疑问",
            "submission_id": submission_id,
        }
        work.connection.execute(insert(objection).values(**of_it, **raised))
    told = explain(NO, unit_of_work)
    assert told.scoring.points == (Decimal("91.50"), Decimal("88.00"))
    (paid,) = told.payments
    assert paid.label == "已送银行"
    assert paid.receipt_no is None
    text = as_text(told)
    assert "专家评分：91.50、88.00" in text
    assert "平均分：89.7500，本奖项第3名，进入建议名单" in text
    assert "YY-1" in text
    assert "核查中" in text
    assert paid.amount_cny.grouped() in text
    assert "付款目前为“已送银行”" in text
    assert "赵某" not in text
    assert "钱某" not in text


def test_unknown_number_names_near_ones(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    with pytest.raises(UnknownNomination, match=NO):
        explain("2025-KJ-0101-007", unit_of_work)
    with pytest.raises(UnknownNomination, match="例如"):
        explain("王五", unit_of_work)


def test_command_answers_people_and_programs(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    said = CliRunner().invoke(cli, ["explain", NO])
    assert said.exit_code == 0, said.output
    assert "当前状态：已收件" in said.output
    data = json.loads(CliRunner().invoke(cli, ["explain", NO, "--json"]).output)
    assert data["nomination_no"] == NO
    assert data["source"]["row"] == 4
    assert {rule["stage"] for rule in data["rules"]} == {"publicity", "review"}
    refused = CliRunner().invoke(cli, ["explain", "2025-KJ-0101-007"])
    assert refused.exit_code == 2
    for shown in (said.output, json.dumps(data)):
        assert "320204" not in shown
        assert "6222" not in shown
