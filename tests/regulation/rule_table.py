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

现场核实的规则另有测试，不在本页。

本页由 `make docs` 从 `tests/regulation/` 的用例生成，请勿手改。"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [_OPENING]
    for cycle, cases in OF_CYCLE.items():
        rules = rules_before_the_visit(cycle)
        enactment = regulation().article(rules[0].article).enactment
        parts.append(
            f"## {enactment.title}\n\n共{len(rules)}条规则，{len(cases)}个用例。"
            f"通知发布{_day(cycle, CALL_ON)}，报送截止{_day(cycle, DUE_ON)}。"
        )
        parts += [_section(rule, cycle, [case for case in cases if case.rule == rule.id]) for rule in rules]
    return "\n\n".join(parts) + "\n"


def rules_before_the_visit(cycle: Cycle) -> tuple[Rule, ...]:
    """Return the rules of the cycle with the numbers of the tests, without those on a visit."""
    _, rules = rulebook(cycle, _day(cycle, CALL_ON), _day(cycle, DUE_ON))
    return tuple(rule for rule in rules if rule.examination is not Examination.VERIFICATION)


def _day(cycle: Cycle, day: date) -> date:
    return day.replace(year=cycle.year)


def _section(rule: Rule, cycle: Cycle, cases: Sequence[Case]) -> str:
    articles = "、".join(regulation().article(article).short_label for article in rule.covers)
    heading = f"### {articles}　{rule.sentence}"
    asked = f"`{rule.id}`，{rule.examination.label}。要求：{rule.required}。"
    head = ("", asked, "", "| 类别 | 不同之处 | 结论 |", "|---|---|---|")
    return "\n".join([heading, *head, *_rows(rule, cycle, cases)])


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
