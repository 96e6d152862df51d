"""The explanation of one nomination: complete, in Chinese, and without personal numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert
from tests.builders import CYCLE, DUE_ON, add_nominations, add_notice, add_submission, lay_ground, nominee
from tests.services.disbursement.cases import sent
from tests.services.scored import add_scores

from honours.domain.actors import ActorKind
from honours.domain.states import NominationState, Verdict
from honours.services import publicity
from honours.services.explain import Explanation, UnknownNomination
from honours.services.explain import explain as tell
from honours.services.explain.plain_text import as_text
from honours.services.explain.progress import Mark
from honours.services.review.qualification import RuleOnReferrals, advance_qualified, qualify, rule_on_referrals
from honours.storage.tables import decision, expert, objection, ranking
from honours.storage.unit_of_work import UnitOfWork

KJ, CZ, ZL, JD = CYCLE.categories
ON = date(2025, 11, 10)
NO = "2025-KJ-0101-001"


def explain(number: str, work: UnitOfWork) -> Explanation:
    told = tell(number, work)
    assert isinstance(told, Explanation)
    return told


def lay(work: UnitOfWork, **facts: object) -> None:
    with work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1, **facts)])


def decide(work: UnitOfWork, kind: str) -> None:
    given = {"decided_on": ON, "decided_by": "张三", "answer": {}, "run_id": "run"}
    with work:
        work.connection.execute(insert(decision).values(cycle=str(CYCLE), kind=kind, **given))


def test_before_judging_the_rules_foretell_and_say_so(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, is_medical=True)
    told = explain(" ２０２５kj0101001 ", unit_of_work)
    assert told.state is NominationState.RECEIVED
    assert all(rule.judged_on is None for rule in told.rules)
    assert [rule.rule for rule in told.rules if rule.verdict is Verdict.FAIL] == ["medical_project"]
    text = as_text(told)
    assert "预判，不作为结论" in text
    assert "等待报送截止（2025-10-31 24时）；截止前可以更正或撤回，截止后由经办人在“待操作”中确认收件完毕。" in text
    assert "申报.xlsx，工作表“十大科技创新成果”第4行，第1版，2025-10-24收件" in text
    decide(unit_of_work, "intake_closed")
    assert explain(NO, unit_of_work).awaits == "等待系统核验基层公示和推荐。"


def test_the_whole_way_with_doubt_and_ruling(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, is_frontline=False)
    publicity.judge(CYCLE, DUE_ON, unit_of_work)
    publicity.advance(CYCLE, DUE_ON, "run", unit_of_work)
    qualify(CYCLE, ON, unit_of_work)
    told = explain(NO, unit_of_work)
    assert told.awaits == "等待经办人在“待操作”中认定：第四条。"
    assert "人工认定：待认定" in as_text(told)
    rule_on_referrals(RuleOnReferrals(CYCLE, "operations", ON, "run"), unit_of_work)
    assert explain(NO, unit_of_work).awaits == "资格审查结论已得出，等待系统统一办结。"
    advance_qualified(CYCLE, ON, "run", unit_of_work)
    told = explain(NO, unit_of_work)
    assert [(step.state, step.on) for step in told.states][1:] == [
        (NominationState.RECOMMENDED, DUE_ON),
        (NominationState.QUALIFIED, ON),
    ]
    assert [(step.actor_kind, step.by) for step in told.states] == [
        (ActorKind.PERSON, "经办人（测试）"),
        (ActorKind.SYSTEM, "系统自动"),
        (ActorKind.SYSTEM, "系统自动"),
    ]
    (doubt,) = [rule for rule in told.rules if rule.verdict is Verdict.REFER]
    assert doubt.ruling is not None
    assert doubt.ruling.says == "认定符合（经办人（业务），2025-11-10）：经人工认定，符合条件"
    assert doubt.sentence == "奖励以一线职工为主"
    assert doubt.since is not None
    assert doubt.since.label == "自2021-09-22起施行，锡工发〔2021〕31号"
    assert "评审组中还没有本专业的专家" in as_text(told)
    assert [step.mark for step in told.progress] == [Mark.DONE] * 3 + [Mark.NOW] + [Mark.COMING] * 3


def test_a_failed_nomination_waits_for_nobody(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, taken_down_on=date(2025, 10, 17), is_frontline=False)
    publicity.judge(CYCLE, DUE_ON, unit_of_work)
    publicity.advance(CYCLE, DUE_ON, "run", unit_of_work)
    told = explain(NO, unit_of_work)
    assert told.awaited.is_over
    assert told.awaits == "办理结束，原因见办理经过和逐条审查。"
    assert "撤下：2025-10-17" in told.states[-1].reason
    assert {rule.stage for rule in told.rules} == {"publicity"}
    assert [step.mark for step in told.progress][:2] == [Mark.DONE, Mark.ENDED]


@pytest.mark.parametrize("state", list(NominationState))
def test_every_state_says_what_is_awaited(unit_of_work: UnitOfWork, state: NominationState) -> None:
    lay(unit_of_work, state=state)
    told = explain(NO, unit_of_work)
    assert told.awaits.endswith("。")
    assert told.awaited.is_over == (
        state
        in (
            NominationState.EXCLUDED,
            NominationState.NOT_PROPOSED,
            NominationState.DECLINED,
            NominationState.PAID,
            NominationState.REVOKED,
        )
    )
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
        add_scores(work, CYCLE, {NO: {"E001": Decimal("91.50"), "E002": Decimal("88.00")}}, submission_id)
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
        add_notice(work, [NO], date(2026, 4, 8), date(2026, 4, 15))
        work.connection.execute(insert(objection).values(**of_it, **raised))
    told = explain(NO, unit_of_work)
    assert told.scoring.points == (Decimal("91.50"), Decimal("88.00"))
    (paid,) = told.payments
    assert paid.label == "已送银行"
    assert paid.receipt_no is None
    text = as_text(told)
    assert "专家评分：91.5、88" in text
    assert "总得分：89.7500，本类别第3名，进入建议名单" in text
    assert "同分比较" not in text
    assert "YY-1  2026-04-10收到  核查中  第十二条" in text
    assert "怎样对待：公示期内实名提出，受理核查" in text
    assert paid.amount_cny.grouped() in text
    assert told.awaits == "奖金付款已送银行，等待银行流水。"
    assert "赵某" not in text
    assert "钱某" not in text


def test_number_typed_into_a_text_is_masked(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, posting_place="公告栏 320204199001011234", project_name="项目6222021234567890123")
    text = as_text(explain(NO, unit_of_work))
    assert "公告栏 ****1234" in text
    assert "项目：项目****0123" in text


def test_unknown_number_names_near_ones(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work, bodies=("0101", "0102"))
        add_nominations(work, [nominee(KJ, serial) for serial in (1, 2, 9)] + [nominee(JD, 7, body="0102")])
    for asked, near in (
        ("2025-KJ-0101-007", ("2025-KJ-0101-009", "2025-KJ-0101-002", "2025-KJ-0101-001")),
        ("2025-JD-0101-009", ("2025-KJ-0101-009",)),
        ("2025-JD-0101-007", ("2025-JD-0102-007",)),
        ("2025-KJ-0", ("2025-KJ-0101-001", "2025-KJ-0101-002", "2025-KJ-0101-009")),
        ("王五", ()),
        ("", ()),
    ):
        with pytest.raises(UnknownNomination) as miss:
            tell(asked, unit_of_work)
        assert miss.value.near == near
    with pytest.raises(UnknownNomination, match="例如"):
        tell("王五", unit_of_work)


def test_what_decided_a_tie_is_told_with_its_article(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1, state=NominationState.PROPOSED)])
        known = {"name": "评委", "unit_name": "某所", "speciality": "machinery", "email": "e@x"}
        work.connection.execute(insert(expert).values(expert_no="E001", **known))
        add_scores(work, CYCLE, {NO: {"E001": Decimal(88)}}, add_submission(work))
        keys = [
            {"label": "“经济社会效益”平均分", "article": "award/3", "value": "88.0000", "is_decisive": False},
            {"label": "推荐单位次序", "article": "award/10", "value": "第2位", "is_decisive": True},
        ]
        told = {"category": KJ.value, "mean_points": 88, "score_count": 1, "rank": 11, "outcome": "out"}
        work.connection.execute(insert(ranking).values(cycle=str(CYCLE), nomination_no=NO, tie_keys=keys, **told))
    text = as_text(explain(NO, unit_of_work))
    assert "同分比较：“经济社会效益”平均分 88.0000（依据" in text
    assert "不能分出先后；推荐单位次序 第2位（依据" in text
    assert "第10条" in text or "第十条" in text
    assert text.count("据此分出先后") == 1
