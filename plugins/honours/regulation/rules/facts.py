"""The facts that the rules of the achievement award look at, by name; where they come from is not the rules' business.

A fact may be NULL: then nobody knows it, and the rule refers the nomination to a person.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ColumnElement, FromClause

from honours.domain.errors import EnvironmentFault

ENTRANT_FACTS = (
    "is_frontline",
    "is_unit_head",
    "professional_title",
    "completer_rank",
    "prior_award",
    "is_state_secret",
    "has_ip_dispute",
    "is_medical",
    "is_government_or_enterprise_project",
    "is_union_organised",
    "person_name",
    "person_entry_count",
    "person_category_count",
    "person_other_nos",
    "namesake_nos",
)
RESEMBLANCE_FACTS = ("text_gram_count", "text_compared_with", "similar_texts")
"""What a source of facts of any scheme has for the rule ``similar_text``."""
TECH_FACTS = ("applied_since_on", "has_benefit", "condition_met")
METHOD_FACTS = (
    "is_own_post",
    "shows_craftsmanship",
    "is_proven_in_practice",
    "is_original",
    "has_notable_results",
)
PATENT_FACTS = (
    "patent_no",
    "patent_entry_count",
    "patent_other_nos",
    "granted_on",
    "patent_implemented_on",
    "is_defence_or_secret",
    "is_in_force",
    "has_ownership_dispute",
    "all_patentees_agree",
    "patentee",
    "patentee_entry_count",
    "patentee_nos",
    "first_inventor_name",
    "is_first_inventor_staff",
    "has_notable_benefit",
)
IDEA_FACTS = (
    "proposed_on",
    "idea_implemented_on",
    "area",
    "has_proposal_form",
    "has_reward_approval_form",
    "idea_benefit_cny",
    "is_benefit_calculation_exact",
    "is_appraised",
    "is_recognised_above_unit",
)
POSTING_FACTS = (
    "posted_on",
    "taken_down_on",
    "posting_closes_on",
    "is_closing_provisional",
    "posting_place",
    "evidence_count",
    "missing_evidence",
    "objection_count",
    "objection_outcome",
    "recommended_on",
    "received_on",
    "priority_no",
    "priority_entry_count",
    "priority_highest_no",
    "priority_tied_nos",
)
FACTS = (
    "category",
    *ENTRANT_FACTS,
    *RESEMBLANCE_FACTS,
    *TECH_FACTS,
    *METHOD_FACTS,
    *PATENT_FACTS,
    *IDEA_FACTS,
    *POSTING_FACTS,
)


class FactsMissing(EnvironmentFault):
    """A source of facts that lacks some; carries their names."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(f"程序错误：规则所需的事实 {'、'.join(missing)} 没有来源。请把这条信息交给维护人员。")


class NamedFacts:
    """The facts called ``names`` as columns of ``source``, read as attributes: ``facts.is_frontline``.

    Raises :class:`FactsMissing` when the source lacks one.
    """

    names: ClassVar[tuple[str, ...]]

    def __init__(self, source: FromClause) -> None:
        self._columns = source.c
        missing = [name for name in self.names if name not in self._columns]
        if missing:
            raise FactsMissing(missing)

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        if name not in self.names:
            raise AttributeError(name)
        return self._columns[name]


class Facts(NamedFacts):
    """The facts of the achievement award."""

    names = FACTS
