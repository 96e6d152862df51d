"""How each rule is broken in the sample: what one nomination says instead, and what the rule then finds.

Rules that look at several nominations are broken in :mod:`honours.services.sample.groups`, and what comes too late is
not judged by rules at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.domain.states import Verdict
from honours.services.sample.entries import Entry, EntryMaker, Facts, Season, Value

_ALL = CATEGORIES[Scheme.ACHIEVEMENT_AWARD]
_TECH, _METHOD, _PATENT, _IDEA = _ALL
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a breach may look at: the nomination as it was, the season, and the maker for further facts."""

    entry: Entry
    season: Season
    maker: EntryMaker

    def day(self, key: str) -> date:
        """Return a date that the nomination states."""
        value = self.entry.facts[key]
        if not isinstance(value, date):
            raise TypeError(key)
        return value


@dataclass(frozen=True, slots=True)
class Breach:
    """One way to break one rule; ``is_accepted`` says how staff rule on it when the rule refers."""

    rule: str
    verdict: Verdict
    categories: tuple[Category, ...]
    change: Callable[[Occasion], Facts]
    is_accepted: bool = True


def _says(**facts: Value) -> Callable[[Occasion], Facts]:
    return lambda _: dict(facts)


def _fails(rule: str, category: Category, change: Callable[[Occasion], Facts]) -> Breach:
    return Breach(rule, Verdict.FAIL, (category,), change)


def _refers(rule: str, category: Category, change: Callable[[Occasion], Facts], *, is_accepted: bool = True) -> Breach:
    return Breach(rule, Verdict.REFER, (category,), change, is_accepted)


def breaches() -> tuple[Breach, ...]:
    """Return every breach of a single nomination, in the order in which they are planted."""
    return (*_of_entrants(), *_of_achievements(), *_of_patents(), *_of_ideas(), *_of_postings(), *_unknown_facts())


def _of_entrants() -> tuple[Breach, ...]:
    return (
        _refers("frontline_worker", _TECH, _says(is_frontline=False), is_accepted=False),
        _refers("frontline_worker", _IDEA, _says(is_frontline=False)),
        _fails("first_completer", _METHOD, _says(completer_rank=2)),
        _refers("first_inventor_nominated", _PATENT, _says(first_inventor_name="周立群"), is_accepted=False),
        _fails("unit_head", _TECH, _says(is_unit_head=True)),
        _fails("patent_unit_head", _PATENT, _says(is_unit_head=True)),
        _fails("senior_title", _TECH, _says(professional_title="associate_senior")),
        _fails("senior_title", _METHOD, _says(professional_title="senior")),
        _fails("science_award", _TECH, _says(prior_award="municipal_science_award")),
        _fails("patent_award", _PATENT, _says(prior_award="provincial_patent_award")),
        _fails("state_secret", _TECH, _says(is_state_secret=True)),
        _fails("intellectual_property", _METHOD, _says(has_ip_dispute=True)),
        _fails("medical_project", _IDEA, _says(is_medical=True)),
        _fails("project_origin", _TECH, _says(is_government_or_enterprise_project=True, is_union_organised=False)),
    )


def _of_achievements() -> tuple[Breach, ...]:
    return (
        # One day short of two years.
        _fails("applied_long_enough", _TECH, lambda at: {"applied_since_on": _years_before_due(at, 2) + 2 * _ONE_DAY}),
        _fails("produced_benefit", _TECH, _says(has_benefit=False)),
        _fails("achievement_ground", _TECH, _says(condition_met="none")),
        _fails("own_post", _METHOD, _says(is_own_post=False)),
        _fails("craftsmanship", _METHOD, _says(shows_craftsmanship=False)),
        _fails("proven_in_practice", _METHOD, _says(is_proven_in_practice=False)),
        _fails("original_method", _METHOD, _says(is_original=False)),
        _fails("method_results", _METHOD, _says(has_notable_results=False)),
    )


def _of_patents() -> tuple[Breach, ...]:
    return (
        _fails("patent_in_use", _PATENT, lambda at: {"implemented_on": _years_before_due(at, 5) - 30 * _ONE_DAY}),
        _fails("patent_benefit", _PATENT, _says(has_notable_benefit=False)),
        _fails("granted_year_before", _PATENT, lambda at: {"granted_on": date(at.season.cycle.year, 1, 3)}),
        _fails("open_patent", _PATENT, _says(is_defence_or_secret=True)),
        _fails("patent_in_force", _PATENT, _says(is_in_force=False)),
        _fails("patent_ownership", _PATENT, _says(has_ownership_dispute=True)),
        _fails("patentees_agree", _PATENT, _says(all_patentees_agree=False)),
        _fails("first_inventor_staff", _PATENT, _says(is_first_inventor_staff=False)),
    )


def _of_ideas() -> tuple[Breach, ...]:
    return (
        _fails("proposed_in_year", _IDEA, lambda at: {"proposed_on": date(at.season.cycle.year - 1, 12, 31)}),
        _fails("idea_in_practice", _IDEA, lambda at: {"implemented_on": at.season.due_on + 40 * _ONE_DAY}),
        _refers("idea_area", _IDEA, _says(area="other")),
        _fails(
            "idea_ground",
            _IDEA,
            _says(
                has_proposal_form=True,
                has_reward_approval_form=False,
                annual_benefit_cny=Decimal("299999.99"),
                is_benefit_calculation_exact=True,
                is_appraised=False,
                is_recognised_above_unit=True,
            ),
        ),
    )


def _of_postings() -> tuple[Breach, ...]:
    return (
        _refers("posted_after_call", _METHOD, lambda at: at.maker.posting_from(at.season.call_on - 7 * _ONE_DAY)),
        _fails("posting_days", _TECH, _taken_down_early),
        _fails("posting_days", _IDEA, _taken_down_before_holidays_end),
        _fails(
            "recommended_after_posting",
            _PATENT,
            lambda at: {"recommended_on": at.season.closes_on(at.day("posted_on"))},
        ),
        _refers("posting_place", _IDEA, _says(posting_place=None)),
        _fails("posting_evidence", _TECH, _says(evidence_names=("公示照片（未寄出）.jpg",))),
        _fails("posting_evidence", _METHOD, _says(evidence_names=None)),
        _fails("objections_settled", _TECH, _says(objection_count=2, objection_outcome="upheld")),
        _refers("objections_settled", _METHOD, _says(objection_count=1, objection_outcome="open"), is_accepted=False),
        _refers("objection_record", _PATENT, _says(objection_count=1, objection_outcome="none")),
    )


def _unknown_facts() -> tuple[Breach, ...]:
    return (
        _refers("unit_head", _METHOD, _says(is_unit_head=None)),
        _refers("one_entry", _METHOD, _says(person_id=None)),
        _refers("granted_year_before", _PATENT, _says(granted_on=None), is_accepted=False),
        _refers("applied_long_enough", _TECH, _says(applied_since_on=None)),
    )


def _years_before_due(at: Occasion, years: int) -> date:
    due_on = at.season.due_on
    return due_on.replace(year=due_on.year - years)


def _taken_down_early(at: Occasion) -> Facts:
    return {"taken_down_on": at.season.closes_on(at.day("posted_on")) - _ONE_DAY}


def _taken_down_before_holidays_end(at: Occasion) -> Facts:
    """Five calendar days are over, but the last one is a day off and the window ends on the next working day."""
    first_on, last_on = at.season.call_on + _ONE_DAY, at.season.due_on - 14 * _ONE_DAY
    days = at.season.posting.days
    posted_on = max(
        (
            day
            for day in (first_on + offset * _ONE_DAY for offset in range((last_on - first_on).days))
            if at.season.calendar.is_working(day)
        ),
        key=lambda day: (at.season.closes_on(day) - day, -day.toordinal()),
    )
    return {**at.maker.posting_from(posted_on), "taken_down_on": posted_on + days * _ONE_DAY}
