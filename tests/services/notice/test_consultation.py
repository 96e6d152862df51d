"""The industry consultation: experts of the trade are asked, and silence and doubt go where they should."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from tests.builders import CYCLE
from tests.services.consulted import (
    ASKED,
    GOOD,
    HARMFUL,
    SILENT,
    Answers,
    add_experts,
    asked_in,
    send_back,
    sent_books,
)
from tests.services.notice.meetings import hold, result
from tests.services.notice.posted import prove_both
from tests.services.notice.test_notice import DAY_AFTER, POSTED_ON, number, ranked, states

from honours.domain.policies import Consultation, Silence
from honours.domain.submissions import SubmissionStatus
from honours.services.intake.findings import SubmissionOutcome
from honours.services.notice.conclusion import conclude
from honours.services.notice.consultation.choosing import ConsultantsMissing
from honours.services.notice.consultation.ruling import (
    ConsultationRulingsRefused,
    RuleOnConsultations,
    referred,
    referred_markdown,
    rule_on_consultations,
)
from honours.services.notice.consultation.sending import is_consulted, send_consultations
from honours.services.notice.consultation.waiting import (
    AnswersAwaited,
    close_consultations,
    missing_answers,
    missing_markdown,
)
from honours.services.notice.posting import NotDecidedYet, post_notice
from honours.services.review.conflicts.recusing import Recusal, record_recusal
from honours.storage.tables import consultation, consultation_answer, consultation_sheet, expert, nomination_move
from honours.storage.unit_of_work import UnitOfWork

DUE_ON = date(2025, 12, 2)
THE_DAY_AFTER = date(2025, 12, 3)
FRESH = ("E011", "E012")
LENIENT = Consultation(2, 4, Silence.NO_OBJECTION)
STRICT = Consultation(2, 4, Silence.ASK)


def posted(unit: UnitOfWork, folder: Path, count: int = 3) -> None:
    ranked(unit, folder, {serial: 100 - serial for serial in range(1, count + 1)})
    hold(unit, result())
    post_notice(CYCLE, unit)
    prove_both(unit, folder, CYCLE)


def sent(unit: UnitOfWork, folder: Path, policy: Consultation = STRICT, count: int = 3) -> dict[str, Path]:
    """Ask two experts who scored nothing about the entries on notice, and return the workbooks."""
    posted(unit, folder, count)
    add_experts(unit, *FRESH)
    send_consultations(CYCLE, POSTED_ON, unit, policy)
    return sent_books(unit)


def answer(unit: UnitOfWork, folder: Path, *answers: Answers | None) -> list[SubmissionOutcome]:
    """Let the experts answer in their order; None keeps silent."""
    pairs = zip(sent_books(unit), answers, strict=True)
    return [send_back(unit, folder, name, DUE_ON, said) for name, said in pairs if said is not None]


def standings(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        rows = work.connection.execute(text("SELECT nomination_no, standing FROM honours.consultation_standing")).all()
    return {row.nomination_no: row.standing for row in rows}


def rulings(**changes: object) -> RuleOnConsultations:
    facts: dict[str, object] = {
        "cycle": CYCLE,
        "upheld": {},
        "overruled": {},
        "left_open": (),
        "ruled_by": "operations",
        "ruled_on": DAY_AFTER,
        "run_id": "run",
    }
    return RuleOnConsultations(**(facts | changes))  # type: ignore[arg-type]


def test_each_entry_goes_to_so_many_experts_of_the_trade_who_did_not_score_it(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    posted(unit_of_work, tmp_path / "in")
    add_experts(unit_of_work, *FRESH)
    add_experts(unit_of_work, "E013", speciality="electrical")
    add_experts(unit_of_work, "E014", is_active=False)
    add_experts(unit_of_work, "E015", unit_name="无锡某某有限公司")
    assert send_consultations(CYCLE, POSTED_ON, unit_of_work) == 2
    with unit_of_work as work:
        rows = work.connection.execute(select(consultation).order_by(consultation.c.nomination_no)).all()
    assert [(row.nomination_no, row.has_scored) for row in rows] == [
        (number(serial), False) for serial in (1, 2, 3) for _ in FRESH
    ]
    assert {row.expert_no for row in rows} == set(FRESH)


def recuse(unit: UnitOfWork, expert_no: str, nomination_no: str) -> None:
    with unit as work:
        submission_id = int(work.connection.scalar(text("SELECT max(submission_id) FROM honours.submission")) or 0)
        record_recusal(Recusal(CYCLE, expert_no, nomination_no, "近亲属", POSTED_ON, submission_id), work)


def test_who_must_step_back_is_never_asked_not_even_by_hand(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    posted(unit_of_work, tmp_path / "in")
    add_experts(unit_of_work, *FRESH, "E013")
    recuse(unit_of_work, "E011", number(1))
    send_consultations(CYCLE, POSTED_ON, unit_of_work)
    by_hand = {"cycle": str(CYCLE), "nomination_no": number(1), "expert_no": "E011", "sheet_no": 1, "has_scored": False}
    with unit_of_work as work:
        asked = work.connection.scalars(
            select(consultation.c.expert_no).where(consultation.c.nomination_no == number(1))
        ).all()
        assert set(asked) == {"E012", "E013"}
        with pytest.raises(IntegrityError, match="应当回避项目"), work.connection.begin_nested():
            work.connection.execute(insert(consultation).values(by_hand))


def test_word_of_an_expert_who_must_step_back_since_counts_no_more(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {number(1): HARMFUL, number(2): HARMFUL}, {})
    recuse(unit_of_work, "E011", number(1))
    close_consultations(CYCLE, DUE_ON, unit_of_work)
    assert standings(unit_of_work) == {number(1): "favourable", number(2): "referred", number(3): "favourable"}
    recuse(unit_of_work, "E012", number(1))
    assert number(1) not in standings(unit_of_work)
    assert conclude(CYCLE, DAY_AFTER, "run", unit_of_work).held == 2


def test_who_scored_is_asked_only_where_nobody_else_is_left(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    posted(unit_of_work, tmp_path / "in", 1)
    add_experts(unit_of_work, "E011")
    send_consultations(CYCLE, POSTED_ON, unit_of_work)
    with unit_of_work as work:
        rows = work.connection.execute(select(consultation.c.expert_no, consultation.c.has_scored)).all()
    assert sorted(row.has_scored for row in rows) == [False, True]


def test_retry_sends_nothing_anew_even_when_experts_came_since(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    books = sent(unit_of_work, tmp_path / "in")
    before = {name: path.read_bytes() for name, path in books.items()}
    add_experts(unit_of_work, "E016", "E017")
    assert send_consultations(CYCLE, DUE_ON, unit_of_work, LENIENT) == 2
    assert {name: path.read_bytes() for name, path in sent_books(unit_of_work).items()} == before


def test_workbook_shows_what_the_notice_shows_and_the_day_and_what_silence_means(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    (path, _) = sent(unit_of_work, tmp_path / "in").values()
    book = load_workbook(path)
    keys = [field.key for field in ASKED.fields if field.is_prefilled]
    assert keys == ["nomination_no", "category", "project_name", "person_name", "unit_name"]
    assert asked_in(path) == [number(1), number(2), number(3)]
    said = " ".join(str(row[1].value) for row in book["填写说明"].iter_rows() if row[1].value)
    assert "2025年12月2日" in said
    assert "由工作人员另行认定" in said
    # Nothing of the scores, of personal numbers or of the other experts leaves with it.
    whole = b"".join(zipfile.ZipFile(path).read(part) for part in zipfile.ZipFile(path).namelist()).decode("utf-8")
    for hidden in ("320204", "6222", "平均分", "E012" if "E011" in path.name else "E011"):
        assert hidden not in whole, hidden


def test_choice_is_published_with_its_seed(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    (path,) = (unit_of_work.settings.outbox / CYCLE.slug / "notice").glob("*抽取名单.xlsx")
    with unit_of_work as work:
        seed = work.connection.scalar(text("SELECT document_sha256 FROM honours.public_notice"))
        assert set(work.connection.scalars(select(consultation_sheet.c.seed))) == {seed}
    cells = [str(cell.value) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert f"种子：{seed}" in cells
    assert sum(cell == "E011" for cell in cells) == 3


def test_nothing_is_asked_before_the_notice_and_never_of_studios(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(NotDecidedYet):
        send_consultations(CYCLE, POSTED_ON, unit_of_work)
    assert is_consulted(CYCLE, POSTED_ON)


def test_trade_without_enough_experts_is_refused_and_nothing_is_sent(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    posted(unit_of_work, tmp_path / "in")
    with unit_of_work as work:
        work.connection.execute(expert.update().where(expert.c.expert_no != "E001").values(is_active=False))
    with pytest.raises(ConsultantsMissing, match="只有 1 名") as refused:
        send_consultations(CYCLE, POSTED_ON, unit_of_work)
    assert refused.value.gaps == tuple((number(serial), 1) for serial in (1, 2, 3))
    assert sent_books(unit_of_work) == {}


def test_entry_that_comes_later_is_asked_about_in_a_workbook_of_its_own(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    posted(unit_of_work, tmp_path / "in")
    add_experts(unit_of_work, *FRESH)
    with unit_of_work as work:
        work.connection.execute(text("UPDATE honours.nomination SET speciality = 'chemistry' WHERE serial_no = 3"))
    with pytest.raises(ConsultantsMissing):
        send_consultations(CYCLE, POSTED_ON, unit_of_work)
    with unit_of_work as work:
        row = work.connection.execute(
            select(nomination_move).where(
                nomination_move.c.nomination_no == number(3), nomination_move.c.to_state == "on_notice"
            )
        ).one()
        held = {**row._mapping, "seq": row.seq + 1, "from_state": "on_notice", "to_state": "held"}
        work.connection.execute(
            insert(nomination_move).values({k: v for k, v in held.items() if k not in ("prev_seq", "recorded_at")})
        )
    assert send_consultations(CYCLE, POSTED_ON, unit_of_work) == 2
    assert [asked_in(path) for path in sent_books(unit_of_work).values()] == [[number(1), number(2)]] * 2


def test_favourable_answers_settle_an_entry(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    outcomes = answer(unit_of_work, tmp_path / "in", {}, {})
    assert [(one.status, one.rows_taken) for one in outcomes] == [(SubmissionStatus.ACCEPTED, 3)] * 2
    assert missing_answers(CYCLE, unit_of_work) == []
    counts = close_consultations(CYCLE, POSTED_ON, unit_of_work)
    assert (counts.favourable, counts.referred, counts.silent) == (3, 0, 0)
    assert conclude(CYCLE, DAY_AFTER, "run", unit_of_work).awarded == 3


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        pytest.param(GOOD, "favourable", id="all favourable"),
        pytest.param(
            {**GOOD, "direction_reply": "否", "direction_reason": "行业已转向"}, "referred", id="against trend"
        ),
        pytest.param(
            {**GOOD, "advancement_reply": "不能确定", "advancement_reason": "缺少对比数据"}, "referred", id="unclear"
        ),
        pytest.param(HARMFUL, "referred", id="harm"),
        pytest.param(
            {**GOOD, "effect_reply": "不能确定", "effect_reason": "需核查环评"}, "referred", id="harm unclear"
        ),
        pytest.param({**GOOD, "direction_reason": "完全符合"}, "favourable", id="a reason where none is asked for"),
    ],
)
def test_every_answer_but_the_favourable_one_goes_to_a_person(
    unit_of_work: UnitOfWork, tmp_path: Path, said: Mapping[str, object], standing: str
) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {number(1): said}, {})
    close_consultations(CYCLE, DUE_ON, unit_of_work)
    assert standings(unit_of_work) == {number(1): standing, number(2): "favourable", number(3): "favourable"}


@pytest.mark.parametrize(
    ("said", "cell", "words"),
    [
        pytest.param({**GOOD, "effect_reply": "是"}, "K3", "必须在“第三题理由”写明理由", id="harm without a reason"),
        pytest.param({**GOOD, "direction_reply": "否"}, "G3", "必须在“第一题理由”写明理由", id="no without a reason"),
        pytest.param({**GOOD, "advancement_reply": "不能确定"}, "I3", "写明理由", id="unclear without a reason"),
        pytest.param({**GOOD, "direction_reply": "大概"}, "F3", "是、否、不能确定", id="another word"),
        pytest.param({**GOOD, "effect_reply": None}, "J3", "必须填写", id="one question left out"),
        pytest.param({**HARMFUL, "effect_reason": "不好"}, "K3", "4", id="reason too short"),
        pytest.param(SILENT, "F3", f"项目 {number(1)} 尚未答复", id="an entry left out"),
        pytest.param({**GOOD, "nomination_no": "2025-JD-0101-999"}, "A3", "不在发给您的", id="an entry never asked"),
    ],
)
def test_bad_answer_goes_back_at_its_cell_and_the_others_count(
    unit_of_work: UnitOfWork, tmp_path: Path, said: Mapping[str, object], cell: str, words: str
) -> None:
    sent(unit_of_work, tmp_path / "in")
    (name, _) = sent_books(unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "in", name, DUE_ON, {number(1): said})
    assert outcome.status is SubmissionStatus.PARTLY
    assert (outcome.findings[0].cell, outcome.rows_taken) == (cell, 2)
    assert words in outcome.findings[0].says
    assert outcome.returned_to is not None
    (missing, _) = missing_answers(CYCLE, unit_of_work)
    assert missing.unanswered == (number(1),)
    assert send_back(unit_of_work, tmp_path / "in", name, DUE_ON, copy="更正-").is_clean
    assert [one.name for one in missing_answers(CYCLE, unit_of_work)] == ["专家E012"]


def test_last_answer_in_time_stands(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {number(2): HARMFUL}, {})
    send_back(unit_of_work, tmp_path / "in", next(iter(sent_books(unit_of_work))), DUE_ON, copy="再答-")
    close_consultations(CYCLE, DUE_ON, unit_of_work)
    assert standings(unit_of_work)[number(2)] == "favourable"


def test_answer_counts_until_the_last_day_and_not_after(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    first, second = sent_books(unit_of_work)
    assert send_back(unit_of_work, tmp_path / "in", first, DUE_ON).status is SubmissionStatus.ACCEPTED
    late = send_back(unit_of_work, tmp_path / "in", second, THE_DAY_AFTER, {number(1): HARMFUL})
    assert late.status is SubmissionStatus.LATE
    assert "按公示异议办理" in late.message
    with unit_of_work as work:
        assert len(work.connection.execute(select(consultation_answer)).all()) == 3


def test_nothing_is_taken_once_it_is_closed_not_even_past_the_reader(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {}, {})
    close_consultations(CYCLE, POSTED_ON, unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "in", next(iter(sent_books(unit_of_work))), POSTED_ON, copy="再答-")
    assert outcome.status is SubmissionStatus.REFUSED
    assert f"已于 {POSTED_ON} 汇总" in outcome.message
    with pytest.raises(IntegrityError, match="行业咨询已经汇总"), unit_of_work as work:
        work.connection.execute(consultation_answer.update().values(effect_reply="yes", effect_reason="改"))


def test_workbook_of_another_expert_or_number_is_refused(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    for mark, value in (
        ("expert_no", "E001"),
        ("sheet_no", "2"),
        ("sheet_no", "x"),
        ("cycle", "2024/achievement_award"),
    ):
        path = next(iter(sent_books(unit_of_work).values()))
        before = path.read_bytes()
        book = load_workbook(path)
        for row in book["_honours"].iter_rows():
            if row[0].value == mark:
                row[1].value = value
        book.save(path)
        outcome = send_back(unit_of_work, tmp_path / "in", path.name, DUE_ON, copy=f"{mark}{value[0]}-")
        path.write_bytes(before)
        assert outcome.status is SubmissionStatus.REFUSED
        assert "没有向专家" in outcome.message


@pytest.mark.parametrize(
    ("policy", "standing", "awarded"),
    [
        pytest.param(LENIENT, "favourable", 3, id="silence is no objection"),
        pytest.param(STRICT, "referred", 0, id="silence goes to a person"),
    ],
)
def test_silence_means_what_the_workbook_said(
    unit_of_work: UnitOfWork, tmp_path: Path, policy: Consultation, standing: str, awarded: int
) -> None:
    sent(unit_of_work, tmp_path / "in", policy)
    answer(unit_of_work, tmp_path / "in", {}, None)
    counts = close_consultations(CYCLE, THE_DAY_AFTER, unit_of_work)
    assert counts.silent == 3
    assert set(standings(unit_of_work).values()) == {standing}
    ended = conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert (ended.awarded, ended.held) == (awarded, 3 - awarded)


@pytest.mark.parametrize("on", [pytest.param(POSTED_ON, id="first day"), pytest.param(DUE_ON, id="last day")])
def test_consultation_is_not_closed_while_answers_may_come(unit_of_work: UnitOfWork, tmp_path: Path, on: date) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {}, None)
    with pytest.raises(AnswersAwaited, match="专家E012（2025-12-02"):
        close_consultations(CYCLE, on, unit_of_work)
    assert set(standings(unit_of_work).values()) == {"open"}
    close_consultations(CYCLE, THE_DAY_AFTER, unit_of_work)
    assert (
        str(close_consultations(CYCLE, THE_DAY_AFTER, unit_of_work))
        == "无不利意见0项，待人认定3项，已认定0项，未答复3人次"
    )


def test_person_who_closes_it_sees_who_is_silent_and_what_follows(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in", LENIENT)
    answer(unit_of_work, tmp_path / "in", {number(2): SILENT}, None)
    shown = missing_markdown(missing_answers(CYCLE, unit_of_work))
    assert f"| 专家E011（E011） | 3 | 2 | {number(2)} | 2025-12-0224时 | 视为没有不同意见 |" in shown
    assert f"{number(1)}、{number(2)}、{number(3)}" in shown


def negative(unit: UnitOfWork, folder: Path) -> None:
    """Let one expert speak against entries 1 and 2, and close the consultation."""
    sent(unit, folder, count=4)
    answer(unit, folder, {number(1): HARMFUL, number(2): HARMFUL}, {})
    close_consultations(CYCLE, THE_DAY_AFTER, unit)


def test_negative_finding_holds_its_own_entry_only(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    negative(unit_of_work, tmp_path / "in")
    assert [one.nomination_no for one in referred(CYCLE, unit_of_work)] == [number(1), number(2)]
    ended = conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert (ended.awarded, ended.held) == (2, 2)
    assert states(unit_of_work) == {
        number(1): "held",
        number(2): "held",
        number(3): "awarded",
        number(4): "awarded",
    }
    assert conclude(CYCLE, DAY_AFTER, "again", unit_of_work).held == 0


def test_upheld_finding_declines_and_overruled_one_honours(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    negative(unit_of_work, tmp_path / "in")
    command = rulings(upheld={number(1): "确属淘汰工艺"}, overruled={number(2): "目录已修订"})
    assert rule_on_consultations(command, unit_of_work) == 2
    assert rule_on_consultations(command, unit_of_work) == 2
    ended = conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert (ended.awarded, ended.held, ended.declined) == (3, 0, 1)
    with unit_of_work as work:
        rows = work.connection.execute(
            select(nomination_move).where(nomination_move.c.nomination_no.in_([number(1), number(2)]))
        ).all()
    last = {row.nomination_no: (row.to_state, row.article, row.reason) for row in sorted(rows, key=lambda row: row.seq)}
    assert last[number(1)] == ("declined", "award/12", "行业咨询意见成立：确属淘汰工艺")
    assert last[number(2)] == ("awarded", "award/13", "公示期满无异议；行业咨询意见未采纳：目录已修订")


def test_what_is_left_open_waits_and_is_ruled_on_later(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    negative(unit_of_work, tmp_path / "in")
    rule_on_consultations(rulings(overruled={number(2): "目录已修订"}, left_open=(number(1),)), unit_of_work)
    assert conclude(CYCLE, DAY_AFTER, "run", unit_of_work).held == 1
    assert [one.nomination_no for one in referred(CYCLE, unit_of_work)] == [number(1)]
    rule_on_consultations(rulings(upheld={number(1): "查证属实"}), unit_of_work)
    assert conclude(CYCLE, date(2025, 12, 10), "later", unit_of_work).declined == 1
    assert states(unit_of_work)[number(1)] == "declined"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"upheld": {number(1): "属实"}}, f"没有认定：{number(2)}", id="one left out"),
        pytest.param(
            {"upheld": {number(1): "属实", number(3): "属实"}, "left_open": (number(2),)},
            f"不在待认定之列：{number(3)}",
            id="one that is not asked",
        ),
        pytest.param(
            {"upheld": {number(1): "属实"}, "overruled": {number(1): "不属实", number(2): "不属实"}},
            f"不止一次：{number(1)}",
            id="both ways",
        ),
        pytest.param({"upheld": {number(1): " "}, "left_open": (number(2),)}, "没有写理由", id="no reason"),
    ],
)
def test_rulings_that_do_not_fit_are_refused_whole(
    unit_of_work: UnitOfWork, tmp_path: Path, change: dict[str, object], words: str
) -> None:
    negative(unit_of_work, tmp_path / "in")
    with pytest.raises(ConsultationRulingsRefused, match=words):
        rule_on_consultations(rulings(**change), unit_of_work)
    assert len(referred(CYCLE, unit_of_work)) == 2


def test_person_who_rules_sees_every_opinion(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {number(1): HARMFUL}, None)
    close_consultations(CYCLE, THE_DAY_AFTER, unit_of_work)
    shown = referred_markdown(referred(CYCLE, unit_of_work), CYCLE)
    assert "有严重负面影响：**是**（该工艺已被列入限期淘汰目录）" in shown
    assert shown.count("到期未答复") == 3


def test_entry_that_nobody_was_asked_about_is_never_honoured(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    posted(unit_of_work, tmp_path / "in")
    ended = conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert (ended.awarded, ended.held) == (0, 3)
