"""The milestones of each scheme, from the regulation data: which steps there are, and how long each one takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from honours.domain import milestones as planning
from honours.domain.calendar import WorkingDays
from honours.domain.cycle import Scheme
from honours.domain.milestones import Milestone, Step
from honours.regulation.folder import data_folder
from honours.regulation.loader import Regulation, regulation
from honours.regulation.tables import Table, read_table


def steps(scheme: Scheme, on: date, folder: Path | None = None) -> tuple[Step, ...]:
    """Return the steps of the scheme with the lengths in force on the day.

    Raises :class:`NotInForce` for a day before the regulation and :class:`BrokenTable` for mistakes in ``steps.toml``.
    """
    chosen = data_folder() if folder is None else folder
    known = regulation(chosen)
    table = read_table(chosen / "steps.toml")
    found = tuple(_read_step(item, scheme, on, known) for item in table.tables(scheme.value))
    if not found:
        raise table.refuse(f"没有{scheme.label}的步骤。")
    return found


def plan_backwards(scheme: Scheme, award_by: date, calendar: WorkingDays) -> list[Milestone]:
    """Return the latest day of every milestone of the scheme so that the award is made by ``award_by``."""
    return planning.plan_backwards(steps(scheme, award_by), award_by, calendar)


def plan_forwards(scheme: Scheme, call_on: date, calendar: WorkingDays) -> list[Milestone]:
    """Return the earliest day of every milestone of the scheme when the call is issued on ``call_on``."""
    return planning.plan_forwards(steps(scheme, call_on), call_on, calendar)


def _read_step(item: Table, scheme: Scheme, on: date, known: Regulation) -> Step:
    code, label = item.text("code"), item.text("label")
    article = known.article(item.text("article")).id
    is_award = item.has("is_award") and item.flag("is_award")
    if item.has("window") and item.has("practice"):
        raise item.refuse("window 和 practice 只能写一个。")
    window, working_days, is_practice = None, 0, False
    if item.has("window"):
        life = known.window(item.text("window")).life_on(on)
        window, is_practice = life.value, life.is_office_practice
    elif item.has("practice"):
        key = f"practice.{scheme.value}.{item.text('practice')}_working_days"
        allotted = known.number(key).life_on(on)
        working_days, is_practice = allotted.value, allotted.is_office_practice
    item.done()
    return Step(code, label, article, window, working_days, is_practice, is_award)
