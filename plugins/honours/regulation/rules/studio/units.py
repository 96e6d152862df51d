"""The unit that a studio belongs to (model-studio/7.1, /7.6, employee-studio/5)."""

from __future__ import annotations

from honours.regulation.rules.rule import Rule, joined, yes_no
from honours.regulation.rules.studio.drafting import affirmed, cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import StudioTerms


def unit_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    """Return the rules on the unit, the same in both schemes."""
    unit = cited(model=("model-studio/7.1",), employee=("employee-studio/5",))
    return (
        affirmed(terms.scheme, unit, "legal_person", "所在单位须是法人", "具有法人资格", facts.is_legal_person),
        affirmed(terms.scheme, unit, "unit_union", "所在单位须有健全的工会", "工会组织健全", facts.has_union),
        drafted(
            terms.scheme,
            cited(model=("model-studio/7.6",), employee=("employee-studio/5",)),
            "dedicated_unit",
            "单位原设的研发机构和班组不能命名为工作室",
            "不是单位原设的专门研发机构或班组",
            joined("原设的研发机构或班组：", yes_no(facts.is_dedicated_unit)),
            fails=facts.is_dedicated_unit,
        ),
    )
