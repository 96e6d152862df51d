"""The page of cases: up to date, and complete."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.regulation.case_telling import told
from tests.regulation.rule_table import OF_CYCLE, PAGE, page, rules_before_the_visit, rules_on_the_visit
from tests.regulation.visit_cases import VISIT_CASES, told_visit
from tests.studio_builders import MODEL_CYCLE

from honours.domain.cycle import Cycle
from honours.storage.settings import PROJECT_ROOT


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "请运行 make docs"


def test_the_page_is_the_same_in_another_process() -> None:
    """Whichever module of cases is read first."""
    code = "import tests.regulation.model_studio_cases, tests.regulation.rule_table as t; print(t.page(), end='')"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == page()


@pytest.mark.parametrize("cycle", list(OF_CYCLE), ids=str)
def test_every_rule_and_every_case_is_told(cycle: Cycle) -> None:
    text = page()
    rules = rules_before_the_visit(cycle)
    assert all(f"　{rule.sentence}\n" in text and f"`{rule.id}`" in text for rule in rules)
    assert {case.rule for case in OF_CYCLE[cycle]} == {rule.id for rule in rules}
    assert all(f"| {told(case, cycle)} |" in text for case in OF_CYCLE[cycle])


def test_every_rule_on_a_visit_and_every_case_of_it_is_told() -> None:
    text = page()
    rules = rules_on_the_visit(MODEL_CYCLE)
    assert len(rules) == 9
    for rule in rules:
        section = text.partition(f"`{rule.id}`")[2].partition("\n### ")[0]
        assert all(f"| {told_visit(case)} |" in section for case in VISIT_CASES)
    assert len({told_visit(case) for case in VISIT_CASES}) == len(VISIT_CASES)
    assert {case.verdict for case in VISIT_CASES} == {"pass", "fail", "refer"}


def test_nobody_reads_a_personal_number_or_an_english_word_for_a_fact() -> None:
    text = page()
    assert "3202" not in text
    for word in ("True", "False", "None", "is_", "has_"):
        assert word not in text, word
