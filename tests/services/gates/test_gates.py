from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.pool import NullPool
from tests.builders import CYCLE, add_moves, add_nominations, add_submission, lay_ground, nomination_no, nominee
from tests.conftest import Database
from tests.services.disbursement.cases import (
    PAID_ON,
    answer,
    debit,
    hand_in,
    idea,
    receipt,
    reconcile,
    sent,
    statement,
)
from tests.services.scored import add_scores, qualified, score_and_open

from honours.domain.cycle import Category, Cycle
from honours.domain.stages import Examination, Stage
from honours.domain.states import NominationState
from honours.services import disbursement
from honours.services.gates import GateFailed, run_gate
from honours.services.gates.numbers import gate_setting
from honours.services.gates.suites import SuiteBroken, load_suite
from honours.services.gates.validation import GateNotEvaluated, validate
from honours.services.judgement import judge
from honours.services.review.scoring import rank
from honours.storage.settings import PROJECT_ROOT
from honours.storage.tables import (
    expert,
    gate_failure,
    gate_result,
    gate_run,
    nomination,
    ranking,
    recusal,
    score_criterion,
)
from honours.storage.unit_of_work import UnitOfWork

SUITES = ("call", "publicity", "review", "notice", "disbursement", "disbursement_archive")
ON = date(2025, 11, 3)
FIRST = nomination_no(Category.GOLDEN_IDEA, 1)


def keep_revisions(work: UnitOfWork) -> None:
    work.connection.execute(
        text(
            "INSERT INTO honours.nomination_revision"
            " (nomination_no, revision, submission_id, source_sheet, source_row, facts, facts_sha256)"
            " SELECT nomination_no, revision, submission_id, source_sheet, source_row, '{}', repeat('0', 64)"
            " FROM honours.nomination ON CONFLICT DO NOTHING"
        )
    )


def received(work: UnitOfWork, **facts: object) -> None:
    with work:
        lay_ground(work)
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, **facts), nominee(Category.GOLDEN_IDEA, 2)])
        keep_revisions(work)


def failed_rules(work: UnitOfWork, stage: Stage, suite: str | None = None) -> dict[str, list[str]]:
    with pytest.raises(GateFailed) as stopped:
        run_gate(CYCLE, stage, "run-1", ON, work, suite=suite)
    found: dict[str, list[str]] = {}
    for failure in stopped.value.outcome.failures:
        assert failure.article in str(stopped.value)
        found.setdefault(failure.rule, []).append(failure.subject_no)
    return found


def test_there_is_a_suite_for_every_stage_and_every_expectation_has_article_and_sentence() -> None:
    names = sorted(path.stem for path in (PROJECT_ROOT / "expectations").glob("*.json"))
    assert names == sorted(SUITES)
    assert set(Stage) <= {Stage(name) for name in SUITES if name in set(Stage)}
    suites = [load_suite(PROJECT_ROOT / "expectations", name) for name in names]
    assert sum(len(suite.expectations) for suite in suites) == 60
    assert all(one.says and one.articles for suite in suites for one in suite.expectations)


def test_good_rows_pass_and_every_expectation_is_kept(unit_of_work: UnitOfWork) -> None:
    received(unit_of_work)
    outcome = run_gate(CYCLE, Stage.CALL, "run-1", ON, unit_of_work)
    assert (outcome.row_count, outcome.expectation_count, outcome.is_passed) == (2, 7, True)
    with unit_of_work as work:
        assert work.connection.scalar(select(func.count()).select_from(gate_result)) == 7
        assert work.connection.execute(select(gate_run.c.is_passed, gate_run.c.row_count)).one() == (True, 2)


def test_empty_cycle_never_passes(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work)
    with pytest.raises(GateFailed, match="没有任何数据"):
        run_gate(CYCLE, Stage.CALL, "run-1", ON, unit_of_work)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        pytest.param("in_time", {"received_on": date(2025, 11, 1)}, id="received the day after the due day"),
        pytest.param("posting_present", {"has_posting": False}, id="no posting"),
        pytest.param("unit_code_shape", {"unit_uscc": "91320200"}, id="unit code too short"),
    ],
)
def test_call_gate_names_the_row_and_the_article(unit_of_work: UnitOfWork, rule: str, facts: dict[str, object]) -> None:
    received(unit_of_work, **facts)
    assert failed_rules(unit_of_work, Stage.CALL) == {rule: [FIRST]}
    with unit_of_work as work:
        assert work.connection.execute(select(gate_failure.c.expectation, gate_failure.c.subject_no)).all() == [
            (rule, FIRST)
        ]
    lists = list((unit_of_work.settings.outbox / CYCLE.slug / "call").glob("质量闸口未通过清单-call-*.xlsx"))
    assert len(lists) == 1


def test_call_gate_sees_a_missing_detail_and_a_missing_revision(unit_of_work: UnitOfWork) -> None:
    received(unit_of_work)
    with unit_of_work as work:
        work.connection.execute(text("UPDATE honours.nomination SET revision = 2 WHERE serial_no = 1"))
        work.connection.execute(text("UPDATE honours.nomination SET category = 'tech_achievement' WHERE serial_no = 2"))
        work.connection.execute(text("UPDATE honours.recommending_body SET is_active = false"))
    found = failed_rules(unit_of_work, Stage.CALL)
    assert found["revision_kept"] == [FIRST]
    assert found["detail_present"] == [nomination_no(Category.GOLDEN_IDEA, 2)]
    assert len(found["body_active"]) == 2


def in_state(
    state: NominationState, *, judged: Examination | None = None, **facts: object
) -> Callable[[UnitOfWork], None]:
    def lay(unit: UnitOfWork) -> None:
        with unit as work:
            lay_ground(work)
            add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, **facts)])
        if judged is not None:
            judge(CYCLE, judged, ON, unit)
        if state is not NominationState.RECEIVED:
            with unit as work:
                add_moves(work, {FIRST: state})

    return lay


def rank_as(work: UnitOfWork, outcome: str, mean: str, count: int) -> None:
    values = {
        "cycle": str(CYCLE),
        "nomination_no": FIRST,
        "category": "golden_idea",
        "mean_points": Decimal(mean),
        "score_count": count,
        "rank": 1,
        "outcome": outcome,
    }
    with work:
        work.connection.execute(insert(ranking).values(**values))


@pytest.mark.parametrize(
    ("lay", "stage", "rule"),
    [
        pytest.param(in_state(NominationState.RECOMMENDED), Stage.PUBLICITY, "judged_by_every_rule", id="never judged"),
        pytest.param(
            in_state(NominationState.RECOMMENDED, judged=Examination.POSTING, recommended_on=date(2025, 10, 15)),
            Stage.PUBLICITY,
            "failed_not_recommended",
            id="recommended on the day of posting",
        ),
        pytest.param(
            in_state(NominationState.EXCLUDED, judged=Examination.POSTING),
            Stage.PUBLICITY,
            "excluded_with_ground",
            id="excluded without ground",
        ),
        pytest.param(
            in_state(NominationState.RECEIVED, judged=Examination.POSTING),
            Stage.PUBLICITY,
            "none_left_over",
            id="left over",
        ),
        pytest.param(
            in_state(NominationState.QUALIFIED), Stage.REVIEW, "judged_by_every_rule", id="qualified, never judged"
        ),
        pytest.param(in_state(NominationState.QUALIFIED), Stage.REVIEW, "none_left_over", id="not ranked"),
        pytest.param(in_state(NominationState.PROPOSED), Stage.REVIEW, "scored", id="proposed without a score"),
        pytest.param(in_state(NominationState.ON_NOTICE), Stage.NOTICE, "meeting_recorded", id="no meeting"),
        pytest.param(in_state(NominationState.ON_NOTICE), Stage.NOTICE, "approval_stands", id="no approval"),
        pytest.param(in_state(NominationState.ON_NOTICE), Stage.NOTICE, "posted", id="never posted"),
        pytest.param(in_state(NominationState.ON_NOTICE), Stage.NOTICE, "none_left_over", id="still on notice"),
        pytest.param(in_state(NominationState.AWARDED), Stage.NOTICE, "decision_written", id="no decision"),
        pytest.param(in_state(NominationState.AWARDED), Stage.NOTICE, "posting_proven", id="never proven to hang"),
        pytest.param(in_state(NominationState.AWARDED), Stage.NOTICE, "as_posted", id="awarded, never listed"),
        pytest.param(in_state(NominationState.AWARDED), Stage.NOTICE, "consultation_settled", id="never consulted"),
        pytest.param(in_state(NominationState.AWARDED), Stage.DISBURSEMENT, "prize_due", id="no prize due"),
        pytest.param(in_state(NominationState.AWARDED), Stage.DISBURSEMENT, "one_live_payment", id="no payment"),
        pytest.param(in_state(NominationState.AWARDED), Stage.DISBURSEMENT, "own_account", id="no account"),
    ],
)
def test_gate_finds_the_planted_row(
    unit_of_work: UnitOfWork, lay: Callable[[UnitOfWork], None], stage: Stage, rule: str
) -> None:
    lay(unit_of_work)
    assert failed_rules(unit_of_work, stage)[rule] == [FIRST]


def test_archive_gate_stops_while_line_and_receipt_are_missing(unit_of_work: UnitOfWork) -> None:
    in_state(NominationState.AWARDED)(unit_of_work)
    found = failed_rules(unit_of_work, Stage.DISBURSEMENT, "disbursement_archive")
    assert {"settled", "line_matched", "receipt_archived"} <= set(found)


def test_archive_gate_passes_settled_prizes_before_and_after_they_become_paid(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    answer(unit_of_work, tmp_path, sent(unit_of_work))
    assert reconcile(unit_of_work).settled == 4
    for state in ("awarded", "paid"):
        with unit_of_work as work:
            assert work.connection.scalars(select(nomination.c.state).distinct()).all() == [state]
        outcome = run_gate(CYCLE, Stage.DISBURSEMENT, "run-1", PAID_ON, unit_of_work, suite="disbursement_archive")
        assert (outcome.row_count, outcome.expectation_count, outcome.is_passed) == (4, 5, True)
        disbursement.conclude(CYCLE, PAID_ON, "run-1", unit_of_work)


def test_archive_gate_names_the_one_prize_without_receipt(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    first, second = sent(unit_of_work, idea(1), idea(2))
    hand_in(unit_of_work, tmp_path, statement(debit(first), debit(second)))
    hand_in(unit_of_work, tmp_path, receipt(first), "回单.pdf")
    reconcile(unit_of_work)
    assert failed_rules(unit_of_work, Stage.DISBURSEMENT, "disbursement_archive") == {
        "settled": [second.nomination_no],
        "receipt_archived": [second.nomination_no],
    }


@pytest.mark.parametrize("state", [NominationState.PROPOSED, NominationState.RETURNED, NominationState.NOT_PROPOSED])
def test_review_gate_recomputes_the_mean(unit_of_work: UnitOfWork, state: NominationState) -> None:
    in_state(state)(unit_of_work)
    rank_as(unit_of_work, "in", "90.0000", 3)
    assert failed_rules(unit_of_work, Stage.REVIEW)["mean_recomputes"] == [FIRST]


def test_review_gate_stops_points_of_an_expert_who_must_step_back(unit_of_work: UnitOfWork) -> None:
    in_state(NominationState.PROPOSED)(unit_of_work)
    with unit_of_work as work:
        submission_id = add_submission(work, file_name="评分表.xlsx")
        of_it = {"cycle": str(CYCLE), "expert_no": "E001", "submission_id": submission_id}
        known = {"name": "专家", "unit_name": "某某学院", "speciality": "machinery", "email": "e@example.invalid"}
        work.connection.execute(insert(expert).values(expert_no="E001", **known))
        add_scores(work, CYCLE, {FIRST: {"E001": Decimal(90)}}, submission_id)
    assert "scored_without_conflict" not in failed_rules(unit_of_work, Stage.REVIEW)
    with unit_of_work as work:
        stepped_back = {"subject_kind": "nomination", "subject": FIRST, "reason": "曾任顾问", "recused_on": ON}
        work.connection.execute(insert(recusal).values(**of_it, **stepped_back))
    assert failed_rules(unit_of_work, Stage.REVIEW)["scored_without_conflict"] == [FIRST]


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        pytest.param(
            "UPDATE honours.score_criterion SET points = 91 WHERE criterion = 'benefit'", "points_recompute", id="part"
        ),
        pytest.param("UPDATE honours.score SET points = 91", "points_recompute", id="points"),
        pytest.param("UPDATE honours.score SET points = 91", "mean_recomputes", id="points, against the mean"),
        pytest.param("UPDATE honours.score_seal SET expert_no = 'E002'", "scores_from_opened_seals", id="other's seal"),
        pytest.param("UPDATE honours.score_seal SET nomination_nos = '{}'", "scores_from_opened_seals", id="no seal"),
    ],
)
def test_review_gate_finds_what_was_changed_behind_the_seals(
    unit_of_work: UnitOfWork, database: Database, planted: str, rule: str
) -> None:
    in_state(NominationState.PROPOSED)(unit_of_work)
    with unit_of_work as work:
        known = {"name": "专家", "unit_name": "某某学院", "speciality": "machinery", "email": "e@example.invalid"}
        work.connection.execute(insert(expert), [{"expert_no": no, **known} for no in ("E001", "E002")])
        submission_id = add_submission(work, file_name="评分表.xlsx")
        add_scores(work, CYCLE, {FIRST: {"E001": Decimal(90)}}, submission_id)
        assert work.connection.scalar(select(func.count()).select_from(score_criterion)) == 3
    rank_as(unit_of_work, "in", "90.0000", 1)
    assert not {"points_recompute", "mean_recomputes", "scores_from_opened_seals"} & set(
        failed_rules(unit_of_work, Stage.REVIEW)
    )
    # Only somebody who owns the tables can do this, and only with their guards off.
    with create_engine(database.owner_url, poolclass=NullPool).begin() as owner:
        for table in ("score", "score_criterion", "score_seal"):
            owner.execute(text(f"ALTER TABLE honours.{table} DISABLE TRIGGER USER"))
        owner.execute(text(planted))
    assert failed_rules(unit_of_work, Stage.REVIEW)[rule] == [FIRST]


def test_review_gate_asks_for_exactly_the_scores_of_the_panel(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_and_open(unit_of_work, tmp_path / "in", {FIRST: 80})
    rank(CYCLE, ON, "run", unit_of_work)
    assert "scored_by_whole_panel" not in failed_rules(unit_of_work, Stage.REVIEW)
    with unit_of_work as work:
        stepped_back = {"subject_kind": "nomination", "subject": FIRST, "reason": "曾任顾问", "recused_on": ON}
        of_it = {"cycle": str(CYCLE), "expert_no": "E001", "submission_id": add_submission(work, file_name="名册.xlsx")}
        work.connection.execute(insert(recusal).values(**of_it, **stepped_back))
    assert failed_rules(unit_of_work, Stage.REVIEW)["scored_by_whole_panel"] == [FIRST]


def test_review_gate_takes_scores_of_nobody_who_was_not_assigned(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_and_open(unit_of_work, tmp_path / "in", {FIRST: 80})
    with unit_of_work as work:
        known = {"name": "外人", "unit_name": "某某学院", "speciality": "machinery", "email": "e@example.invalid"}
        work.connection.execute(insert(expert).values(expert_no="E009", **known))
        add_scores(work, CYCLE, {FIRST: {"E009": Decimal(99)}}, add_submission(work, file_name="外来.xlsx"))
    rank(CYCLE, ON, "run", unit_of_work)
    assert failed_rules(unit_of_work, Stage.REVIEW)["scored_by_whole_panel"] == [FIRST]


def test_review_gate_takes_persons_without_an_id_number_for_several(unit_of_work: UnitOfWork) -> None:
    """A person has ruled that they are; one number twice among the honoured is still found."""
    with unit_of_work as work:
        lay_ground(work)
        same, unknown = {"person_id": "320204198001010015"}, {"person_id": None}
        facts = [unknown, unknown, same, same]
        nominees = [
            nominee(Category.GOLDEN_IDEA, place, state=NominationState.PROPOSED, **one)
            for place, one in enumerate(facts, start=1)
        ]
        add_nominations(work, nominees)
        rows = [
            {
                "cycle": str(CYCLE),
                "nomination_no": row["nomination_no"],
                "category": "golden_idea",
                "mean_points": Decimal("90.0000"),
                "score_count": 3,
                "rank": place,
                "outcome": "in",
            }
            for place, row in enumerate(nominees, start=1)
        ]
        work.connection.execute(insert(ranking), rows)
    found = failed_rules(unit_of_work, Stage.REVIEW)
    assert found["one_award_a_person"] == [row["nomination_no"] for row in nominees[2:]]


def test_gate_sees_only_its_own_cycle(unit_of_work: UnitOfWork) -> None:
    received(unit_of_work)
    with unit_of_work as work:
        other = Cycle(2024, CYCLE.scheme)
        lay_ground(work, of=other)
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, of=other, unit_uscc="x")])
    assert run_gate(CYCLE, Stage.CALL, "run-1", ON, unit_of_work).row_count == 2


def write_suite(folder: Path, change: Callable[[dict[str, object]], None]) -> Path:
    data = json.loads((PROJECT_ROOT / "expectations" / "call.json").read_text(encoding="utf-8"))
    change(data)
    (folder / "call.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(
            lambda d: d["expectations"][1].update(type="expect_no_bad_row"), "不认识的检查类型", id="unknown type"
        ),
        pytest.param(lambda d: d.update(expectations=[]), "第一条必须是", id="empty suite"),
        pytest.param(lambda d: d["expectations"].pop(0), "第一条必须是", id="rows not asked for"),
        pytest.param(lambda d: d["expectations"].append(d["expectations"][1]), "同名", id="the same rule twice"),
        pytest.param(lambda d: d["expectations"][1]["meta"].pop("says"), "缺少 says", id="no sentence"),
        pytest.param(lambda d: d["expectations"][1]["kwargs"].update(mostly=0.9), "的参数应为", id="unknown argument"),
        pytest.param(lambda d: d.update(name="other"), "与文件名不符", id="other name"),
        pytest.param(lambda d: d["expectations"][1]["meta"].pop("articles"), "缺少 articles", id="no articles"),
        pytest.param(lambda d: d["expectations"][1]["meta"].update(articles={}), "至少一项", id="asked of no scheme"),
        pytest.param(
            lambda d: d["expectations"][1]["meta"].update(articles={"studios": "award/10"}),
            "不存在",
            id="no such scheme",
        ),
        pytest.param(
            lambda d: d["expectations"][1]["meta"].update(articles={"employee_studio": "award/10"}),
            "引用了职工创新成果奖的条款",
            id="an article of another scheme",
        ),
    ],
)
def test_broken_suite_is_refused_instead_of_passing(
    tmp_path: Path, change: Callable[[dict[str, object]], None], words: str
) -> None:
    with pytest.raises(SuiteBroken, match=words):
        load_suite(write_suite(tmp_path, change), "call")


def test_expectation_that_cannot_be_evaluated_does_not_pass(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    received(unit_of_work)
    folder = write_suite(tmp_path, lambda d: d["expectations"][2]["kwargs"].update(bad="no_such_column"))  # type: ignore[index]
    suite = load_suite(folder, "call")
    setting = gate_setting(CYCLE, Stage.CALL, ON, unit_of_work)
    with pytest.raises(GateNotEvaluated, match="只核对了"):
        validate(suite, unit_of_work.engine.url.render_as_string(hide_password=False), setting)


def test_suite_cannot_write(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    received(unit_of_work)
    folder = write_suite(
        tmp_path,
        lambda d: d["expectations"][2]["kwargs"].update(  # type: ignore[index]
            bad="pg_catalog.nextval('honours.submission_submission_id_seq') < 0"
        ),
    )
    setting = gate_setting(CYCLE, Stage.CALL, ON, unit_of_work)
    with pytest.raises(GateNotEvaluated):
        validate(load_suite(folder, "call"), unit_of_work.engine.url.render_as_string(hide_password=False), setting)
