"""Stores the checked rows of one sheet: new nominations, new revisions of changed ones, nothing for unchanged ones.

A row's place is cycle, category, body and serial number. Rows that were accepted before are never lost: a row that is
faulty or missing in a later workbook leaves what stands as it is.
"""

from __future__ import annotations

from typing import Any

from honours.domain.actors import INTAKE
from honours.domain.cycle import Category
from honours.domain.states import NOMINATION_MOVES, NominationState, article_in, find_move
from honours.regulation.forms import SheetForm, nomination_form
from honours.services.intake.facts import Facts, facts_of
from honours.services.intake.findings import Finding
from honours.services.intake.nomination_tables import upsert, write_revisions
from honours.services.intake.place import Place
from honours.services.intake.rows import Row, SheetRows
from honours.storage.unit_of_work import UnitOfWork

_OPEN_STATES = (NominationState.RECEIVED, NominationState.WITHDRAWN)


def store_rows(category: Category, rows: SheetRows, place: Place, work: UnitOfWork) -> SheetRows:
    """Store the correct rows and return the sheet with those rows found faulty that can no longer be changed."""
    form = nomination_form(place.cycle.scheme, category)
    standing = {
        row.serial_no: row
        for row in work.run(
            "intake/list_standing_nominations",
            {"cycle": str(place.cycle), "category": category.value, "body_code": place.body_code},
        )
    }
    changed: list[Facts] = []
    refusals: list[Finding] = []
    refused: set[int] = set()
    for row in rows.rows:
        serial_no = row.values["serial_no"]
        if not isinstance(serial_no, int):
            continue
        stands = standing.get(serial_no)
        facts = facts_of(row, form, place.nomination_no(category, serial_no), work.vault)
        if stands is None:
            changed.append(facts)
        elif stands.facts_sha256 != facts.sha256:
            says = _why_closed(stands, place)
            if says:
                refusals.append(_closed(row, rows.sheet, says))
                refused.add(row.row_no)
            else:
                changed.append(facts.revised(stands.revision + 1))
    if changed:
        _write(form, category, changed, place, work)
    return rows.without(tuple(refusals), refused)


def _why_closed(stands: Any, place: Place) -> str:
    if stands.state not in _OPEN_STATES:
        label = NominationState(stands.state).label
        return f"该申报（{stands.nomination_no}）已进入“{label}”，内容不能再改。确需更正请与市总工会联系。"
    if stands.received_at > place.received_at:
        return f"此前已收到较晚报送的版本（{stands.file_name}），本行没有采用。请以最后一次报送为准。"
    return ""


def _closed(row: Row, sheet: str, says: str) -> Finding:
    return Finding(sheet, row.cells["serial_no"], "序号", str(row.values["serial_no"]), says)


def _write(form: SheetForm, category: Category, changed: list[Facts], place: Place, work: UnitOfWork) -> None:
    upsert(form, category, changed, place, work)
    write_revisions(changed, place, work)
    numbers = [facts.nomination_no for facts in changed]
    common = {
        "article": article_in(place.cycle.scheme, find_move(NOMINATION_MOVES, None, NominationState.RECEIVED).article),
        "moved_on": place.received_on,
        "actor": INTAKE,
        "run_id": f"submission-{place.submission_id}",
        "nomination_nos": numbers,
    }
    work.run("intake/insert_first_moves", {**common, "reason": f"收到申报表 {place.file_name}"})
    work.run("intake/insert_withdrawals", {**common, "reason": f"申报表 {place.file_name} 填写撤回"})
    work.run("intake/insert_reinstatements", {**common, "reason": f"申报表 {place.file_name} 恢复申报"})
