"""Verification: what visits contradicted is shut out, what they could not see a person decides, the rest goes on."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from tests.builders import CYCLE as AWARD
from tests.builders import lay_ground
from tests.services.visited import (
    BACK_AT,
    CYCLE,
    JUDGED_ON,
    NO,
    SENT_ON,
    UNKNOWN,
    Told,
    filled,
    number,
    qualified,
    sent_form,
    states,
    visit,
    visit_all,
)

from honours import wiring
from honours.domain.cycle import Cycle, Scheme
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.domain.studios import Aspect
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.judgement import judge_within
from honours.services.outcomes import NotJudged
from honours.services.review.qualification import RuledCounts, RuleOnReferrals, rule_on_referrals
from honours.services.review.referrals import (
    ReferralsOpen,
    RulingStands,
    UnknownReferral,
    referrals,
    referrals_markdown,
)
from honours.services.review.scoring import RankCounts, rank
from honours.services.review.verification import (
    FormsMissing,
    VerifiedCounts,
    advance_verified,
    judge_verification,
    missing_forms,
    send_verification_forms,
)
from honours.storage.tables import nomination_move, ranking, ruling, verdict, verification_finding
from honours.storage.unit_of_work import UnitOfWork

SEEN: dict[Aspect, Told | None] = {}
DENIED: dict[Aspect, Told | None] = {
    Aspect.TEAM: (5, NO, "一人已调离"),
    Aspect.FUNDS: (60000, NO, "账上只有六万元"),
}
UNSEEN: dict[Aspect, Told | None] = {Aspect.PATENTS: (1, UNKNOWN, "一件证书未见原件")}
BOTH = {**DENIED, **UNSEEN}


def judged(unit: UnitOfWork, folder: Path, *told: dict[Aspect, Told | None]) -> None:
    """Visit a studio for each of ``told`` and judge what was found."""
    qualified(unit, *({} for _ in told))
    visit_all(unit, folder, *told)
    judge_verification(CYCLE, JUDGED_ON, unit)


def word(*refused: int, reason: str = "证书原件始终没有提供") -> RuleOnReferrals:
    numbers = {number(serial): reason for serial in refused}
    return RuleOnReferrals(CYCLE, "王五", JUDGED_ON, "run", numbers, Examination.VERIFICATION)


def reasons(unit: UnitOfWork, to_state: NominationState) -> dict[str, tuple[str, str]]:
    m = nomination_move.c
    with unit as work:
        rows = work.connection.execute(
            select(m.nomination_no, m.article, m.reason).where(m.to_state == to_state.value, m.actor != "测试")
        ).all()
    return {row.nomination_no: (row.article, row.reason) for row in rows}


def count(unit: UnitOfWork, table: object) -> int:
    with unit as work:
        return int(work.connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def waits_for_a_lock(worker: threading.Thread, work: UnitOfWork) -> bool:
    """Return whether the worker comes to wait for what ``work`` holds; False when it ends instead."""
    held = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    while worker.is_alive():
        # The statistics of a transaction are those of its first look.
        work.connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        if work.connection.execute(held).scalar_one():
            return True
        worker.join(0.05)
    return False


def test_nothing_is_judged_before_the_last_form_is_back(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, {}, {})
    with pytest.raises(FormsMissing) as refused:
        judge_verification(CYCLE, JUDGED_ON, unit_of_work)
    assert len(refused.value.missing) == 2
    send_verification_forms(CYCLE, SENT_ON, unit_of_work)
    visit(unit_of_work, tmp_path, number(1))
    with pytest.raises(FormsMissing) as refused:
        judge_verification(CYCLE, JUDGED_ON, unit_of_work)
    assert [one.nomination_no for one in refused.value.missing] == [number(2)]
    assert count(unit_of_work, verdict) == 0


def test_every_aspect_of_every_studio_is_judged_once(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    judged(unit_of_work, tmp_path, SEEN, DENIED, UNSEEN, BOTH)
    counts = judge_verification(CYCLE, JUDGED_ON, unit_of_work)
    assert (counts.new_verdicts, counts.nominations) == (0, 4)
    assert (counts.passed, counts.failed, counts.referred) == (1, 2, 1)
    assert count(unit_of_work, verdict) == 4 * 9


def test_nobody_is_shut_out_before_the_word_of_a_person(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    judged(unit_of_work, tmp_path, SEEN, DENIED, UNSEEN)
    with pytest.raises(ReferralsOpen) as refused:
        advance_verified(CYCLE, JUDGED_ON, "run", unit_of_work)
    assert refused.value.nomination_nos == (number(3),)
    assert set(states(unit_of_work).values()) == {NominationState.QUALIFIED}


def test_only_what_a_person_can_decide_is_asked(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    judged(unit_of_work, tmp_path, SEEN, DENIED, UNSEEN, BOTH)
    (asked,) = referrals(CYCLE, unit_of_work, Examination.VERIFICATION)
    assert (asked.nomination_no, [doubt.rule for doubt in asked.doubts]) == (number(3), ["patents_verified"])
    assert asked.doubts[0].article_label == "第十二条"
    assert asked.doubts[0].found == "专利情况申报：2；现场：1；结论：无法核实；说明：一件证书未见原件"
    assert referrals(CYCLE, unit_of_work) == []
    shown = referrals_markdown([asked], "现场核实情况")
    assert "| 编号 | 类别 | 推荐单位 | 工作室 | 领衔人 | 条款 | 要求 | 现场核实情况 |" in shown
    assert "320204" not in shown


def test_what_was_contradicted_or_refused_is_shut_out_with_both_values(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    judged(unit_of_work, tmp_path, SEEN, DENIED, UNSEEN, UNSEEN)
    assert rule_on_referrals(word(3), unit_of_work) == RuledCounts(accepted=1, refused=1)
    assert advance_verified(CYCLE, JUDGED_ON, "run", unit_of_work) == VerifiedCounts(verified=2, excluded=2)
    assert states(unit_of_work) == {
        number(1): NominationState.QUALIFIED,
        number(2): NominationState.EXCLUDED,
        number(3): NominationState.EXCLUDED,
        number(4): NominationState.QUALIFIED,
    }
    told = reasons(unit_of_work, NominationState.EXCLUDED)
    assert {article for article, _ in told.values()} == {"model-studio/12"}
    denied, refused = told[number(2)][1], told[number(3)][1]
    assert "第十二条：团队建设申报：6；现场：5；结论：与申报不符；说明：一人已调离（要求：" in denied
    assert "第十二条：资金投入申报：100000；现场：60000；结论：与申报不符；说明：账上只有六万元（要求：" in denied
    assert refused == (
        "经人工认定，不符合条件（第十二条：专利情况申报：2；现场：1；结论：无法核实；说明：一件证书未见原件）。"
        "理由：证书原件始终没有提供"
    )


def test_a_retry_at_any_point_moves_nothing(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    judged(unit_of_work, tmp_path, SEEN, DENIED, UNSEEN)
    ruled = rule_on_referrals(word(3), unit_of_work)
    assert rule_on_referrals(word(3), unit_of_work) == ruled
    ended = advance_verified(CYCLE, JUDGED_ON, "run", unit_of_work)
    ranked = rank(CYCLE, JUDGED_ON, "run", unit_of_work)
    moves = count(unit_of_work, nomination_move)
    assert send_verification_forms(CYCLE, SENT_ON, unit_of_work) == 3
    assert missing_forms(CYCLE, unit_of_work) == []
    assert judge_verification(CYCLE, JUDGED_ON, unit_of_work).new_verdicts == 0
    assert rule_on_referrals(word(3), unit_of_work) == ruled
    assert advance_verified(CYCLE, JUDGED_ON, "again", unit_of_work) == ended
    assert rank(CYCLE, JUDGED_ON, "again", unit_of_work) == ranked
    assert count(unit_of_work, nomination_move) == moves


def test_a_word_on_the_qualification_does_not_stand_in_the_way(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    """A studio that a person accepted before may still be refused after its visit, and the counts do not mix."""
    qualified(unit_of_work, {})
    with unit_of_work as work:
        work.connection.execute(
            verdict.insert().values(
                cycle=str(CYCLE),
                nomination_no=number(1),
                revision=1,
                rule="earlier_doubt",
                article="model-studio/7.2",
                stage=Examination.QUALIFICATION.value,
                verdict="refer",
                found="",
                required="",
                judged_on=SENT_ON,
            )
        )
        work.connection.execute(
            ruling.insert().values(
                cycle=str(CYCLE),
                nomination_no=number(1),
                rule="earlier_doubt",
                outcome="accepted",
                reason="符合",
                ruled_by="王五",
                ruled_on=SENT_ON,
                run_id="earlier",
            )
        )
    visit_all(unit_of_work, tmp_path, UNSEEN)
    judge_verification(CYCLE, JUDGED_ON, unit_of_work)
    (asked,) = referrals(CYCLE, unit_of_work, Examination.VERIFICATION)
    assert [doubt.rule for doubt in asked.doubts] == ["patents_verified"]
    for _ in range(2):
        assert rule_on_referrals(word(1), unit_of_work) == RuledCounts(accepted=0, refused=1)
    with pytest.raises(RulingStands):
        rule_on_referrals(RuleOnReferrals(CYCLE, "王五", JUDGED_ON, "run", {number(1): "改变主意"}), unit_of_work)
    advance_verified(CYCLE, JUDGED_ON, "run", unit_of_work)
    assert "model-studio/7.2" not in reasons(unit_of_work, NominationState.EXCLUDED)[number(1)][1]
    assert "第七条" not in reasons(unit_of_work, NominationState.EXCLUDED)[number(1)][1]


@pytest.mark.parametrize("serial", [1, 2, 9])
def test_number_that_the_visits_did_not_refer_is_refused(unit_of_work: UnitOfWork, tmp_path: Path, serial: int) -> None:
    judged(unit_of_work, tmp_path, SEEN, DENIED, UNSEEN)
    with pytest.raises(UnknownReferral) as refused:
        rule_on_referrals(word(serial), unit_of_work)
    assert refused.value.allowed == (number(3),)


def test_nothing_advances_unjudged(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work)
    visit_all(unit_of_work, tmp_path, SEEN)
    for step in (advance_verified, rank):
        with pytest.raises(NotJudged) as refused:
            step(CYCLE, JUDGED_ON, "run", unit_of_work)
        assert refused.value.examination is Examination.VERIFICATION


def test_all_that_the_visits_bore_out_are_proposed_and_none_is_ranked(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    judged(unit_of_work, tmp_path, *[SEEN] * 12, UNSEEN, DENIED)
    rule_on_referrals(word(), unit_of_work)
    advance_verified(CYCLE, JUDGED_ON, "run", unit_of_work)
    counts = rank(CYCLE, JUDGED_ON, "run", unit_of_work)
    assert counts == RankCounts(inside=13, tied=0, out=0)
    assert str(counts) == "提请会议研究13项（其中名额线上并列0项），评审未入围0项"
    assert set(reasons(unit_of_work, NominationState.PROPOSED).values()) == {
        ("model-studio/12", "现场核实属实，提请会议研究")
    }
    assert count(unit_of_work, ranking) == 0


def test_nobody_shut_out_is_proposed_by_a_run_that_left_out_a_step(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    judged(unit_of_work, tmp_path, SEEN, DENIED)
    assert rank(CYCLE, JUDGED_ON, "run", unit_of_work).inside == 1
    assert states(unit_of_work)[number(2)] == NominationState.EXCLUDED


def test_a_cycle_without_a_qualified_studio_passes_every_step(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work, of=CYCLE)
    assert send_verification_forms(CYCLE, SENT_ON, unit_of_work) == 0
    assert missing_forms(CYCLE, unit_of_work) == []
    assert judge_verification(CYCLE, JUDGED_ON, unit_of_work).nominations == 0
    assert advance_verified(CYCLE, JUDGED_ON, "run", unit_of_work) == VerifiedCounts(0, 0)
    assert rank(CYCLE, JUDGED_ON, "run", unit_of_work) == RankCounts(0, 0, 0)


def test_a_form_that_comes_in_while_it_is_judged_ends_before_or_after(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    """Whichever comes first, the verdict says what the findings say."""
    qualified(unit_of_work)
    visit_all(unit_of_work, tmp_path, SEEN)
    data = io.BytesIO()
    filled(sent_form(unit_of_work, number(1)), DENIED).save(data)
    path = tmp_path / "更正.xlsx"
    path.write_bytes(data.getvalue())
    other = wiring.unit_of_work(unit_of_work.settings)
    workers = [
        threading.Thread(target=take_in, args=(path, BACK_AT, other)),
        threading.Thread(target=judge_verification, args=(CYCLE, JUDGED_ON, unit_of_work)),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    other.engine.dispose()
    with unit_of_work as work:
        said = work.connection.execute(select(verdict.c.verdict).where(verdict.c.rule == "team_verified")).scalar_one()
        seen = work.connection.execute(
            select(verification_finding.c.conclusion).where(verification_finding.c.aspect == Aspect.TEAM.value)
        ).scalar_one()
    assert (said, seen) in {("pass", "confirmed"), ("fail", "contradicted")}


def test_judging_waits_for_a_form_that_is_being_taken_in(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work)
    visit_all(unit_of_work, tmp_path, SEEN)
    other = wiring.unit_of_work(unit_of_work.settings)
    with other as taking_in:
        taking_in.run("review/lock_verification_form", {"cycle": str(CYCLE), "nomination_no": number(1)})
        worker = threading.Thread(target=judge_verification, args=(CYCLE, JUDGED_ON, unit_of_work))
        worker.start()
        assert waits_for_a_lock(worker, taking_in)
    worker.join()
    other.engine.dispose()
    assert count(unit_of_work, verdict) == 9


def test_a_form_waits_while_it_is_judged_and_is_refused_then(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work)
    visit_all(unit_of_work, tmp_path, SEEN)
    data = io.BytesIO()
    filled(sent_form(unit_of_work, number(1)), DENIED).save(data)
    path = tmp_path / "更正.xlsx"
    path.write_bytes(data.getvalue())
    other = wiring.unit_of_work(unit_of_work.settings)
    ended: list[SubmissionOutcome] = []
    with unit_of_work as work:
        work.run("review/lock_verification_forms", {"cycle": str(CYCLE)})
        worker = threading.Thread(target=lambda: ended.append(take_in(path, BACK_AT, other)))
        worker.start()
        assert waits_for_a_lock(worker, work)
        judge_within(CYCLE, Examination.VERIFICATION, JUDGED_ON, work)
    worker.join()
    other.engine.dispose()
    assert "不再接收核实表" in ended[0].message
    with unit_of_work as work:
        seen = work.connection.execute(select(verification_finding.c.conclusion).distinct()).scalars().all()
    assert seen == ["confirmed"]


def test_forms_of_another_cycle_are_not_waited_for(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work)
    send_verification_forms(CYCLE, SENT_ON, unit_of_work)
    assert missing_forms(Cycle(2025, Scheme.MODEL_WORKER_STUDIO), unit_of_work) == []
    assert missing_forms(AWARD, unit_of_work) == []
