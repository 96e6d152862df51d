"""A studio with everything that a file can tell, and readers of what was laid out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from docx import Document
from sqlalchemy import insert, select, update
from tests.builders import add_notice
from tests.services.studios.cases import (
    ACCOUNT,
    DECISION,
    DEMONSTRATION,
    MODEL_2026,
    PERSON_ID,
    STANDARD,
    lay,
    named,
    standing,
)

from honours.services.studios.entering import enter_named
from honours.storage.tables import (
    archived_file,
    decision,
    evidence_file,
    nomination,
    submission,
    verification_finding,
    verification_form,
)
from honours.storage.unit_of_work import UnitOfWork

ON = date(2026, 12, 17)
LATER = date(2027, 2, 1)
PDF = b"%PDF-1.7 application"
OLD, NEW = "L2022-004", "L2026-001"
FINDINGS = (
    ("team", Decimal(6), "confirmed", None),
    ("conditions", Decimal("78.50"), "contradicted", "含公用走廊"),
    ("patents", None, "unverified", f"证书在办，联系人 {PERSON_ID}"),
    ("social_benefit", Decimal(1), "confirmed", None),
)


def entered(unit: UnitOfWork) -> UnitOfWork:
    """A promoted studio that was visited, and a new one; the application's form is archived, other files are not."""
    lay(unit, MODEL_2026)
    with unit as work:
        standing(work, OLD, name="赵师傅创新工作室", decision_no="锡工发〔2022〕40号", subsidy_cny=Decimal("20000.00"))
        no = named(
            work,
            DEMONSTRATION,
            1,
            of=MODEL_2026,
            studio_no=OLD,
            project_name="赵师傅创新工作室",
            project_summary="以轴承磨削为主攻方向。",
            goals_note=f"三年攻克五项难题。联系人 {PERSON_ID}，账号 {ACCOUNT}。\n成果向同行业开放。",
        )
        named(work, STANDARD, 1, of=MODEL_2026, project_name="启航创新工作室", unit_uscc="913202007890123456")
        visit(work, no)
        decide(work)
        sha256 = work.keep(PDF, name="申报材料.pdf", media_type="application/pdf", origin="received")
        file = evidence_file.c
        work.connection.execute(update(evidence_file).where(file.file_name == "申报材料.pdf").values(sha256=sha256))
    enter_named(MODEL_2026, ON, DECISION, unit)
    return unit


def visit(work: UnitOfWork, no: str) -> None:
    sha256 = work.connection.scalar(select(archived_file.c.sha256).limit(1))
    submission_id = work.connection.scalar(select(submission.c.submission_id).limit(1))
    work.connection.execute(
        insert(verification_form).values(
            nomination_no=no,
            cycle=str(MODEL_2026),
            sent_sha256=sha256,
            visited_on=date(2026, 11, 5),
            visitors="刘敏、徐强",
        )
    )
    for aspect, observed, conclusion, note in FINDINGS:
        work.connection.execute(
            insert(verification_finding).values(
                nomination_no=no,
                aspect=aspect,
                observed=observed,
                conclusion=conclusion,
                note=note,
                submission_id=submission_id,
                source_sheet="核实",
                source_cell="B2",
            )
        )


def decide(work: UnitOfWork) -> None:
    work.connection.execute(
        insert(decision).values(
            cycle=str(MODEL_2026),
            kind="chair_meeting",
            decided_on=date(2026, 12, 1),
            decided_by="经办",
            answer={"minutes_no": "纪要2026-18"},
            run_id="run",
        )
    )
    posted = select(nomination.c.nomination_no).where(nomination.c.cycle == str(MODEL_2026))
    numbers = work.connection.scalars(posted).all()
    add_notice(work, numbers, date(2026, 12, 3), date(2026, 12, 10), of=MODEL_2026)


def folder(unit: UnitOfWork) -> Path:
    return unit.settings.outbox / "studios"


def year_file(unit: UnitOfWork, number: str, year: int) -> Path:
    (path,) = folder(unit).glob(f"{number}-*/{year}/{number}-{year}年档案.docx")
    return path


def tables(path: Path) -> list[list[list[str]]]:
    """Return the tables of a Word file as rows of texts."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]


def paragraphs(path: Path) -> list[str]:
    return [one.text for one in Document(str(path)).paragraphs if one.text]


def everything(place: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below ``place`` with all text in it, Office files unpacked, and its own name."""
    for path in sorted(place.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as package:
                    content = b"\n".join(package.read(name) for name in package.namelist())
            yield path, f"{path}\n{content.decode(errors='replace')}"
