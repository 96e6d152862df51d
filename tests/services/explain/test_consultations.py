"""What is told of the industry consultation: asked, answered, ruled; never who said it (award/12)."""

from __future__ import annotations

from pathlib import Path

from tests.builders import CYCLE
from tests.services.consulted import GOOD, HARMFUL
from tests.services.explain.cases import taken
from tests.services.notice.test_consultation import DUE_ON, FRESH, THE_DAY_AFTER, answer, rulings, sent
from tests.services.notice.test_notice import number, ranked

from honours.domain.consultations import ConsultationStanding
from honours.services.explain.page import page
from honours.services.explain.plain_text import as_text
from honours.services.explain.record import as_record
from honours.services.notice.consultation.ruling import rule_on_consultations
from honours.services.notice.consultation.waiting import close_consultations
from honours.storage.settings import PROJECT_ROOT
from honours.storage.unit_of_work import UnitOfWork

FIRST, SECOND = number(1), number(2)
NAMES = tuple(f"专家{no}" for no in FRESH)


def test_nobody_was_asked(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90})
    told = taken(FIRST, unit_of_work)
    assert told.consultation is None
    assert "行业咨询" not in as_text(told)


def test_open_consultation_tells_how_many_answered_and_nothing_of_what_they_said(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {FIRST: HARMFUL}, None)
    told = taken(FIRST, unit_of_work).consultation
    assert told is not None
    assert (told.standing, told.asked, told.answered, told.opinions) == (ConsultationStanding.OPEN, 2, 1, ())
    text = as_text(taken(FIRST, unit_of_work))
    assert f"{DUE_ON}24时前答复，已答复1名" in text
    assert str(HARMFUL["effect_reason"]) not in text


def test_adverse_answer_its_rule_and_its_ruling_are_told_without_names(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {FIRST: HARMFUL}, {FIRST: GOOD})
    close_consultations(CYCLE, THE_DAY_AFTER, unit_of_work)
    referred, favourable = taken(FIRST, unit_of_work), taken(SECOND, unit_of_work)
    assert referred.consultation is not None
    assert referred.consultation.standing is ConsultationStanding.REFERRED
    assert "人工认定：待认定" in as_text(referred)
    assert str(HARMFUL["effect_reason"]) in as_text(referred)
    assert favourable.consultation is not None
    assert favourable.consultation.standing is ConsultationStanding.FAVOURABLE
    rule_on_consultations(rulings(upheld={FIRST: "经核实已列入目录"}, ruled_on=THE_DAY_AFTER), unit_of_work)
    told = taken(FIRST, unit_of_work)
    text = as_text(told)
    assert "行业咨询：不利意见成立" in text
    assert "经核实已列入目录" in text
    shown = page(told, THE_DAY_AFTER, PROJECT_ROOT / "templates")
    assert "经核实已列入目录" in shown
    record = as_record(told)
    assert record["consultation"]["ruled"]["ruling"] == "upheld"
    for name in (*NAMES, *FRESH):
        assert name not in text
        assert name not in shown
        assert name not in str(record)
