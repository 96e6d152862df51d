"""The qualification: every referred nomination ends accepted or refused by a person, the others by the rules."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_ground, nominee

from honours.domain.states import NominationState, RulingOutcome
from honours.services import publicity
from honours.services.outcomes import NotJudged
from honours.services.review.qualification import (
    QualifiedCounts,
    RuledCounts,
    RuleOnReferrals,
    advance_qualified,
    qualify,
    rule_on_referrals,
)
from honours.services.review.referrals import (
    ReferralsOpen,
    RulingReasonMissing,
    RulingStands,
    UnknownReferral,
    referrals,
    referrals_markdown,
)
from honours.storage.tables import nomination, nomination_move
from honours.storage.unit_of_work import UnitOfWork

KJ, CZ, ZL, JD = CYCLE.categories
ON = date(2025, 11, 10)
CLEAR, BROKEN, DOUBTED, POSTING_DOUBTED, BOTH = (f"2025-KJ-0101-00{place}" for place in range(1, 6))


def _lay(work: UnitOfWork) -> None:
    with work:
        lay_ground(work)
        add_nominations(
            work,
            [
                nominee(KJ, 1),
                nominee(KJ, 2, is_medical=True, professional_title="senior"),
                nominee(KJ, 3, is_frontline=False, project_name="甲|乙<丙"),
                nominee(KJ, 4, posting_place=None),
                nominee(KJ, 5, is_frontline=None, is_medical=True),
            ],
        )
    publicity.judge(CYCLE, DUE_ON, work)
    publicity.advance(CYCLE, DUE_ON, "run-1", work)
    qualify(CYCLE, ON, work)


def _ruling(**refused: str) -> RuleOnReferrals:
    numbers = {f"2025-KJ-0101-00{key[-1]}": reason for key, reason in refused.items()}
    return RuleOnReferrals(CYCLE, "张三", ON, "run-2", numbers)


def _states(work: UnitOfWork) -> dict[str, str]:
    with work:
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
    return {row.nomination_no: row.state for row in rows}


def test_doubts_of_both_stages_are_put_to_a_person_once(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    listed = referrals(CYCLE, unit_of_work)
    assert [referral.nomination_no for referral in listed] == [DOUBTED, POSTING_DOUBTED]
    assert [doubt.rule for doubt in listed[0].doubts] == ["frontline_worker"]
    assert listed[0].doubts[0].article_label == "第四条"
    assert listed[1].doubts[0].found == "公示地点：未填写"
    text = referrals_markdown(listed)
    assert "| 2025-KJ-0101-003 | 十大科技创新成果 | 第0101总工会 | 甲\\|乙&lt;丙 |" in text
    assert "320204" not in text
    assert referrals_markdown([]) == "没有需要人工认定的申报。"


def test_nothing_advances_before_the_word_of_a_person(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    with pytest.raises(ReferralsOpen) as refused:
        advance_qualified(CYCLE, ON, "run-2", unit_of_work)
    assert refused.value.nomination_nos == (DOUBTED, POSTING_DOUBTED)
    assert _states(unit_of_work)[CLEAR] == NominationState.RECOMMENDED


def test_each_ends_accepted_or_refused(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    assert rule_on_referrals(_ruling(no_3="不在生产一线"), unit_of_work) == RuledCounts(accepted=1, refused=1)
    assert referrals(CYCLE, unit_of_work) == []
    assert advance_qualified(CYCLE, ON, "run-2", unit_of_work) == QualifiedCounts(qualified=2, excluded=3)
    assert _states(unit_of_work) == {
        CLEAR: NominationState.QUALIFIED,
        BROKEN: NominationState.EXCLUDED,
        DOUBTED: NominationState.EXCLUDED,
        POSTING_DOUBTED: NominationState.QUALIFIED,
        BOTH: NominationState.EXCLUDED,
    }
    with unit_of_work as work:
        rows = work.connection.execute(
            select(nomination_move.c.nomination_no, nomination_move.c.reason).where(
                nomination_move.c.to_state == NominationState.EXCLUDED.value
            )
        ).all()
    reasons = {row.nomination_no: row.reason for row in rows}
    assert reasons[DOUBTED] == "经人工认定，不符合条件（第四条）。理由：不在生产一线"
    assert "第四条第1项：职称：正高级" in reasons[BROKEN]
    assert "第四条第3项：医药类：是" in reasons[BROKEN]


def test_the_same_word_again_changes_nothing_even_afterwards(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    word = _ruling(no_3="不在生产一线")
    counts = rule_on_referrals(word, unit_of_work)
    assert rule_on_referrals(word, unit_of_work) == counts
    ended = advance_qualified(CYCLE, ON, "run-2", unit_of_work)
    assert rule_on_referrals(word, unit_of_work) == counts
    qualify(CYCLE, ON, unit_of_work)
    assert advance_qualified(CYCLE, ON, "run-3", unit_of_work) == ended


@pytest.mark.parametrize("number", [CLEAR, BROKEN, BOTH, "2025-KJ-0101-999"])
def test_number_that_was_not_referred_is_refused_and_nothing_recorded(unit_of_work: UnitOfWork, number: str) -> None:
    _lay(unit_of_work)
    with pytest.raises(UnknownReferral) as refused:
        rule_on_referrals(RuleOnReferrals(CYCLE, "张三", ON, "run", {number: "理由"}), unit_of_work)
    assert refused.value.unknown == (number,)
    assert refused.value.allowed == (DOUBTED, POSTING_DOUBTED)
    assert len(referrals(CYCLE, unit_of_work)) == 2


def test_refusal_needs_a_reason(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    with pytest.raises(RulingReasonMissing):
        rule_on_referrals(_ruling(no_3="  "), unit_of_work)


def test_what_stands_accepted_is_not_refused_later(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    rule_on_referrals(_ruling(), unit_of_work)
    with pytest.raises(RulingStands):
        rule_on_referrals(_ruling(no_3="改变主意"), unit_of_work)
    assert advance_qualified(CYCLE, ON, "run", unit_of_work).qualified == 3
    with unit_of_work as work:
        outcomes = set(work.connection.exec_driver_sql("SELECT outcome FROM honours.ruling").scalars())
    assert outcomes == {RulingOutcome.ACCEPTED.value}


def test_nomination_that_nobody_judged_stops_the_step(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1, state=NominationState.RECOMMENDED)])
    with pytest.raises(NotJudged, match=CLEAR):
        advance_qualified(CYCLE, ON, "run", unit_of_work)
