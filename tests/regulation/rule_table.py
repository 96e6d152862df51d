"""``make docs``: the cases of all rules as a page that reads like the regulation, ``docs/rule-cases.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tests.builders import CALL_ON, CYCLE, DUE_ON
from tests.regulation.case_telling import told
from tests.regulation.employee_studio_cases import EMPLOYEE_CASES
from tests.regulation.model_studio_cases import MODEL_CASES
from tests.regulation.rule_cases import CASES, PASS, Case
from tests.regulation.visit_cases import VISIT_CASES, told_visit
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE

from honours.domain.cycle import Category, Cycle
from honours.domain.stages import Examination
from honours.domain.states import Verdict
from honours.regulation.loader import regulation
from honours.regulation.rules import Rule
from honours.services.rulebooks import rulebook
from honours.storage.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "rule-cases.md"
OF_CYCLE: dict[Cycle, Sequence[Case]] = {MODEL_CYCLE: MODEL_CASES, EMPLOYEE_CYCLE: EMPLOYEE_CASES, CYCLE: CASES}
_OPENING = """# 审查规则用例表

每条审查规则各有哪些用例：一份各项齐全无误的申报，只改动所列之处，规则应当作出的结论。测试逐条核对。
界限两侧（前一日与后一日、多一分与少一分、多一人与少一人）和未填写的情形都在表内。

本页由 `make docs` 从 `tests/regulation/` 的用例生成，请勿手改。"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [_OPENING]
    for cycle, cases in OF_CYCLE.items():
        rules, visit = rules_before_the_visit(cycle), rules_on_the_visit(cycle)
        enactment = regulation().article(rules[0].article).enactment
        count = len(cases) + len(visit) * len(VISIT_CASES)
        parts.append(
            f"## {enactment.title}\n\n共{len(rules) + len(visit)}条规则，{count}个用例。"
            f"通知发布{_day(cycle, CALL_ON)}，报送截止{_day(cycle, DUE_ON)}。"
        )
        parts += [_section(rule, cycle, [case for case in cases if case.rule == rule.id]) for rule in rules]
        parts += [_visit_section(rule) for rule in visit]
    return "\n\n".join(parts) + "\n"


def rules_before_the_visit(cycle: Cycle) -> tuple[Rule, ...]:
    """Return the rules of the cycle with the numbers of the tests, without those on a visit."""
    return tuple(rule for rule in _rules(cycle) if rule.examination is not Examination.VERIFICATION)


def rules_on_the_visit(cycle: Cycle) -> tuple[Rule, ...]:
    """Return the rules on a visit; none where nobody visits."""
    return tuple(rule for rule in _rules(cycle) if rule.examination is Examination.VERIFICATION)


def _rules(cycle: Cycle) -> tuple[Rule, ...]:
    return rulebook(cycle, _day(cycle, CALL_ON), _day(cycle, DUE_ON))[1]


def _day(cycle: Cycle, day: date) -> date:
    return day.replace(year=cycle.year)


def _section(rule: Rule, cycle: Cycle, cases: Sequence[Case]) -> str:
    return "\n".join([_head(rule), *_rows(rule, cycle, cases)])


def _visit_section(rule: Rule) -> str:
    rows = (f"| 各类别 | {told_visit(case)} | {Verdict(case.verdict).label} |" for case in VISIT_CASES)
    return "\n".join([_head(rule), *rows])


def _head(rule: Rule) -> str:
    articles = "、".join(regulation().article(article).short_label for article in rule.covers)
    heading = f"### {articles}　{rule.sentence}"
    asked = f"`{rule.id}`，{rule.examination.label}。要求：{rule.required}。"
    return "\n".join([heading, "", asked, "", "| 类别 | 不同之处 | 结论 |", "|---|---|---|"])


def _rows(rule: Rule, cycle: Cycle, cases: Sequence[Case]) -> Iterator[str]:
    """Yield one row for what is the same in several categories."""
    found: dict[tuple[str, str], list[Category]] = {("没有不同", PASS): list(rule.categories)}
    for case in cases:
        found.setdefault((told(case, cycle), case.verdict), []).append(case.category)
    for (differing, verdict), categories in found.items():
        of = list(dict.fromkeys(categories))
        names = "各类别" if len(of) == len(cycle.categories) else "、".join(category.label for category in of)
        yield f"| {names} | {differing.replace('|', '｜')} | {Verdict(verdict).label} |"


def main(path: Path = PAGE) -> None:
    """Write the page."""
    path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
