"""Each rule names the dated values that decide it, and so it is known since when its requirement is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import column, table
from tests.builders import CALL_ON, CYCLE, DUE_ON

from honours.domain.calendar import Window
from honours.domain.cycle import Cycle, Scheme
from honours.domain.money import Money
from honours.regulation.changing import Noting, Span, changed
from honours.regulation.loader import Regulation, regulation
from honours.regulation.rules import FACTS, Facts, Rule, award_rules, terms_of
from honours.regulation.rules.since import in_force_since, lives_behind
from honours.regulation.rules.studio import STUDIO_FACTS, StudioFacts, studio_rules, studio_terms_of
from honours.regulation.values import NotInForce, Value

LAW = regulation()
YEAR = Span(date(2025, 1, 1), date(2026, 12, 31))
IN_FORCE = date(2021, 9, 22)
# These decide through a fact (the closing day; how texts were compared) and not by the words of the rule.
BY_A_FACT = {
    ("recommended_after_posting", "window.grassroots_posting"),
    ("similar_text", "practice.resemblance.gram_length"),
}


def rules(law: Regulation = LAW, scheme: Scheme = Scheme.ACHIEVEMENT_AWARD) -> dict[str, Rule]:
    names = STUDIO_FACTS if scheme.names_studios else FACTS
    source = table("facts", *(column(name) for name in names))
    cycle = Cycle(CYCLE.year, scheme)
    if scheme.names_studios:
        listed = studio_rules(StudioFacts(source), studio_terms_of(cycle, CALL_ON, DUE_ON, law))
    else:
        listed = award_rules(Facts(source), terms_of(cycle, CALL_ON, DUE_ON, law))
    return {rule.id: rule for rule in listed}


def keys_asked(scheme: Scheme) -> set[str]:
    noting = Noting(LAW.values)
    rules(replace(LAW, values=noting), scheme)
    return noting.asked


def other(value: Value) -> Value:
    match value:
        case Money():
            return value + Money(1)
        case Window():
            return replace(value, days=value.days + 1)
        case int():
            return value + 1
        case _:
            raise TypeError(value)


def text_of(rule: Rule) -> tuple[str, ...]:
    expressions = (rule.fails, rule.refers, rule.found)
    return rule.required, *(str(one.compile(compile_kwargs={"literal_binds": True})) for one in expressions)


@pytest.mark.parametrize(
    ("scheme", "count"),
    [(Scheme.ACHIEVEMENT_AWARD, 15), (Scheme.MODEL_WORKER_STUDIO, 10), (Scheme.EMPLOYEE_STUDIO, 9)],
)
def test_rules_name_exactly_the_values_that_change_them(scheme: Scheme, count: int) -> None:
    before = rules(LAW, scheme)
    asked = keys_asked(scheme)
    assert len(asked) == count
    found = set()
    for key in asked:
        after = rules(changed(LAW, {key: other(LAW.value(key).on(DUE_ON))}, YEAR), scheme)
        found |= {(name, key) for name, rule in after.items() if text_of(rule) != text_of(before[name])}
    named = {(rule.id, key) for rule in before.values() for key in rule.value_keys}
    assert named == found | {(name, key) for name, key in BY_A_FACT if name in before}
    assert {key for _, key in named} == asked


def test_a_rule_without_a_number_is_in_force_since_its_article() -> None:
    rule = rules()["state_secret"]
    assert lives_behind(rule, DUE_ON) == ()
    assert in_force_since(rule, DUE_ON) == IN_FORCE


def test_a_changed_number_begins_anew_and_the_old_one_ends() -> None:
    rule = rules()["applied_long_enough"]
    amended = changed(LAW, {"rule.award.applied_years": 3}, Span(date(2025, 1, 1), date(2025, 12, 31)))
    for on, since in [
        (date(2024, 12, 31), IN_FORCE),
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2025, 12, 31), date(2025, 1, 1)),
        (date(2026, 1, 1), date(2026, 1, 1)),
    ]:
        assert in_force_since(rule, on, amended) == since
    ((dated, life),) = lives_behind(rule, date(2025, 6, 1), amended)
    assert (dated.label, life.value) == ("成果整体应用年限", 3)


def test_a_number_enacted_again_is_in_force_since_it_first_was() -> None:
    key = "rule.award.applied_years"
    (life,) = LAW.value(key).lives
    ends = replace(life, until_on=date(2024, 12, 31))
    again = replace(life, from_on=date(2025, 1, 1), source="锡工发〔2024〕40号")
    dated = replace(LAW.value(key), lives=(ends, again))
    rule = rules()["applied_long_enough"]
    assert in_force_since(rule, DUE_ON, replace(LAW, values={**LAW.values, key: dated})) == IN_FORCE
    later = replace(dated, lives=(ends, replace(again, from_on=date(2025, 1, 2))))
    assert in_force_since(rule, DUE_ON, replace(LAW, values={**LAW.values, key: later})) == date(2025, 1, 2)


def test_before_the_regulation_there_is_no_requirement() -> None:
    with pytest.raises(NotInForce):
        in_force_since(rules()["applied_long_enough"], date(2021, 9, 21))
