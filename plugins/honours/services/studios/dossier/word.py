"""One year of a studio's file as a Word document: the six parts, the way to the naming, the money, the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from honours.domain.cycle import Scheme
from honours.domain.documents import DocumentKind
from honours.domain.money import Money
from honours.domain.studio_numbers import plaque_no
from honours.regulation.office import office
from honours.services.documents.render import render_document
from honours.services.documents.wording import chinese_date
from honours.services.outcomes import cited
from honours.services.studios.dossier.facts import Evidence, Facts, latest_day
from honours.services.studios.dossier.parts import clean, parts_of
from honours.services.studios.plaques import plaque_title
from honours.services.studios.register import Naming, Studio
from honours.storage.settings import PROJECT_ROOT

TEMPLATES = PROJECT_ROOT / "templates"
_HASH_SHOWN = 12
_GROUP = 4
_NOTHING = "—"
# What asks for the files: for model workers' studios an article on files, for employees' one on ledgers.
_ARTICLES = {Scheme.MODEL_WORKER_STUDIO: "model-studio/14", Scheme.EMPLOYEE_STUDIO: "employee-studio/8"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to the naming; ``on`` is None where only the result is on record."""

    on: date | None
    label: str
    says: str


def year_document(
    studio: Studio, naming: Naming, facts: Facts, lost: Sequence[str] = (), templates: Path = TEMPLATES
) -> bytes:
    """Return the Word file of the year of ``naming``; the same facts give the same bytes.

    ``lost`` are the SHA-256 of evidence that is registered but not in the archive.
    """
    as_of = latest_day(facts, (naming.named_on, naming.paid_on, naming.hung_on))
    context = {
        "title": f"{plaque_title(studio.scheme, naming.level)}档案",
        "year": naming.year,
        "studio_no": studio.studio_no,
        "name": clean(studio.name),
        "honour": plaque_title(studio.scheme, naming.level),
        "unit": clean(studio.unit_name),
        "unit_code": grouped(studio.unit_uscc),
        "body": clean(studio.body_name),
        "plaque": _plaque(studio, naming),
        "is_visited": bool(facts.visited),
        "parts": [
            {
                "heading": part.heading,
                "rows": [
                    {"label": line.label, "stated": line.stated, "found": line.found or _NOTHING} for line in part.lines
                ],
                "notes": list(part.notes),
            }
            for part in parts_of(naming, facts)
        ],
        "course": [
            {"day": _day(step.on), "label": step.label, "says": clean(step.says)}
            for step in course_of(studio, naming, facts)
        ],
        "grants": [_grant(naming)],
        "evidence": [_evidence(number, one, lost) for number, one in enumerate(facts.evidence, 1)],
        "as_of": chinese_date(as_of),
        "basis": _basis(studio.scheme, naming),
    }
    template = templates / "documents" / f"{DocumentKind.STUDIO_DOSSIER.value}.docx"
    return render_document(template, context, fixed_on=as_of)


def course_of(studio: Studio, naming: Naming, facts: Facts) -> list[Step]:
    """Return the way to the naming, oldest step first, with the namings before it."""
    earlier = [_naming(studio, one) for one in studio.namings if one.named_on < naming.named_on]
    hung = [Step(naming.hung_on, "挂牌", f"牌匾编号 {naming.plaque_no}")] if naming.hung_on else []
    return [*earlier, *_application(facts), *_judged(facts), _naming(studio, naming), *hung]


def grouped(code: str) -> str:
    """Return a long code in groups of four, as it is read aloud; so it is never taken for a personal number."""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _naming(studio: Studio, naming: Naming) -> Step:
    called = f"，命名决定中的名称为“{naming.called}”" if naming.called else ""
    number = naming.decision_no or "文号没有记载"
    return Step(naming.named_on, "命名", f"{plaque_title(studio.scheme, naming.level)}，{number}{called}")


def _application(facts: Facts) -> list[Step]:
    stated = facts.application
    is_passed = stated.get("is_review_passed")
    passed = "" if is_passed is None else "合格" if is_passed else "不合格"
    dated = (
        ("party_consent_on", "单位党组织同意", ""),
        ("management_consent_on", "单位行政同意", ""),
        ("applied_on", "单位工会提出申请", ""),
        ("reviewed_on", "推荐单位初审考核", passed),
        ("recommended_on", "推荐单位推荐", ""),
    )
    steps = [Step(stated[key], label, says) for key, label, says in dated if stated.get(key) is not None]
    return sorted(steps, key=lambda step: step.on or date.min)


def _judged(facts: Facts) -> list[Step]:
    course = facts.course
    if course is None:
        return []
    steps = [Step(course.received_on, "市总工会收件", "")]
    if course.visited_on is not None:
        steps.append(Step(course.visited_on, "现场核实", f"核实人员：{course.visitors}" if course.visitors else ""))
    if course.mean_points is not None:
        steps.append(Step(None, "评审", f"平均 {course.mean_points:.2f} 分，本类别第 {course.rank} 名"))
    if course.meeting_on is not None:
        steps.append(Step(course.meeting_on, "主席会议研究", course.minutes_no or ""))
    if course.posted_on is not None and course.closes_on is not None:
        steps.append(Step(course.posted_on, "社会公示", f"至 {chinese_date(course.closes_on)}"))
    return steps


def _plaque(studio: Studio, naming: Naming) -> str:
    number = naming.plaque_no or plaque_no(studio.studio_no, naming.level)
    return f"{number}，{chinese_date(naming.hung_on)}挂牌" if naming.hung_on else f"{number}，尚未登记挂牌"


def _grant(naming: Naming) -> dict[str, str]:
    """Return the line of money; what the imported register says was paid has no receipt here."""
    before = naming.is_imported
    return {
        "level": naming.level.label,
        "granted": _NOTHING if before else _amount(naming.granted),
        "paid": _amount(naming.granted if before else naming.paid),
        "day": _day(naming.paid_on),
        "receipts": "以导入名册为准" if before else naming.receipt_nos or _NOTHING,
    }


def _amount(amount: Money | None) -> str:
    return _NOTHING if amount is None else amount.grouped()


def _evidence(number: int, one: Evidence, lost: Sequence[str]) -> dict[str, object]:
    mark = "没有收到" if one.sha256 is None else one.sha256[:_HASH_SHOWN]
    if one.sha256 in lost:
        mark = "归档缺失"
    return {
        "seq": number,
        "name": clean(one.name),
        "day": _day(one.received_on),
        "mark": mark,
    }


def _basis(scheme: Scheme, naming: Naming) -> str:
    sources = "申报材料、核实和评审结果、命名决定、银行回单"
    if naming.is_imported:
        sources = "本系统启用前的工作室名册"
    return f"本档案依据{sources}生成（《{office().regulation_titles[scheme]}》{cited(_ARTICLES[scheme])}）。"


def _day(on: date | None) -> str:
    return _NOTHING if on is None else on.isoformat()
