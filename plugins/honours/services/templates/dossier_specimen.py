"""The specimen of one year of a studio's file: applied for, visited, named, paid, with evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from honours.domain.cycle import Scheme
from honours.domain.money import Money
from honours.domain.studios import Aspect, Conclusion, StudioLevel
from honours.services.studios.dossier.facts import Course, Evidence, Facts, Visited
from honours.services.studios.dossier.word import year_document
from honours.services.studios.register import Naming, Studio

_NAMED_ON = date(2026, 4, 28)
_APPLIED = {
    "applied_on": date(2025, 11, 3),
    "reviewed_on": date(2025, 11, 20),
    "is_review_passed": True,
    "recommended_on": date(2025, 12, 1),
    "team_size": 8,
    "goals_note": "三年内攻克五项关键工艺难题，培养十名高技能人才。",
}


def dossier(templates: Path) -> bytes:
    """Return the specimen, filled from the template in ``templates``."""
    naming = Naming(
        level=StudioLevel.STANDARD,
        named_on=_NAMED_ON,
        cycle="2025/model_worker_studio",
        nomination_no="2025-LM-0101-001",
        decision_no="锡工发〔2026〕8号",
        called=None,
        leader_name="李明",
        leader_honour="市级劳动模范",
        team_size=8,
        team_members="李明、王喆昇、欧阳建国",
        granted=Money(20000),
        paid=Money(20000),
        paid_on=date(2026, 5, 8),
        receipt_nos="HD20260508001",
        plaque_no="L2026-001-B",
        hung_on=date(2026, 5, 20),
    )
    studio = Studio(
        studio_no="L2026-001",
        scheme=Scheme.MODEL_WORKER_STUDIO,
        name="李明劳模创新工作室",
        unit_name="无锡某某精密机械制造有限公司",
        unit_uscc="913202007890123456",
        body_code="0101",
        body_name="某某区总工会",
        namings=(naming,),
        parts=(),
    )
    return year_document(studio, naming, _facts(), templates=templates)


def _facts() -> Facts:
    course = Course(
        received_on=date(2025, 12, 3),
        project_summary="以轴承磨削为主攻方向，开展技术攻关和师徒结对。",
        visited_on=date(2026, 1, 14),
        visitors="刘敏、徐强",
        mean_points=None,
        rank=None,
        meeting_on=date(2026, 4, 8),
        minutes_no="主席办公会纪要〔2026〕6号",
        posted_on=date(2026, 4, 14),
        closes_on=date(2026, 4, 21),
    )
    visited = {aspect: Visited(Decimal(8), Conclusion.CONFIRMED, None) for aspect in Aspect}
    evidence = (Evidence("申报材料.pdf", "0" * 64, date(2025, 12, 3)), Evidence("专利证书.pdf", None, None))
    return Facts(_APPLIED, course, visited, evidence)
