"""What the documents of a studio cycle say, and by which article of their own regulation."""

from __future__ import annotations

import pytest
from tests.services.documents.facts import (
    STUDIO_CYCLES,
    a_naming_decision,
    a_naming_notice,
    a_studio_call_notice,
)
from tests.services.documents.reading import lines, opened

from honours.domain.cycle import Cycle, Scheme
from honours.services.documents.naming import naming_decision, naming_notice, studio_call_notice

MODEL, EMPLOYEE = STUDIO_CYCLES


def said(document: bytes) -> str:
    cells = [cell.text for table in opened(document).tables for row in table.rows for cell in row.cells]
    return "\n".join([*lines(document), *cells])


@pytest.mark.parametrize(
    ("cycle", "cited", "visited"),
    [
        pytest.param(
            MODEL, ("第五条、第七条", "第七条、第八条", "第六条", "第九条", "第十二条"), True, id="model workers"
        ),
        pytest.param(EMPLOYEE, ("第四条、第五条", "第四条、第十一条", "第六条"), False, id="employees"),
    ],
)
def test_the_call_names_conditions_and_procedure(cycle: Cycle, cited: tuple[str, ...], visited: bool) -> None:
    text = said(studio_call_notice(a_studio_call_notice(cycle)))
    assert all(article in text for article in cited)
    assert ("现场核实" in text) is visited
    assert ("专家评审" in text) is not visited
    assert ("党组织和行政" in text) is visited
    assert ("越级" in text) is visited
    assert cycle.category_label(cycle.categories[1]) in text


@pytest.mark.parametrize("cycle", STUDIO_CYCLES, ids=str)
def test_the_notice_lists_each_studio_with_its_leader(cycle: Cycle) -> None:
    text = said(naming_notice(a_naming_notice(cycle)))
    assert ("第九条" if cycle.scheme is Scheme.MODEL_WORKER_STUDIO else "第六条") in text
    assert "拟命名2个" in text
    assert "领衔人" in text
    assert "行业咨询" not in text
    for category in cycle.categories:
        assert cycle.nomination_no(category, "0101", 1) in text


@pytest.mark.parametrize("cycle", STUDIO_CYCLES, ids=str)
def test_the_decision_adds_up_the_subsidies(cycle: Cycle) -> None:
    text = said(naming_decision(a_naming_decision(cycle)))
    assert "命名2个工作室" in text
    assert "合计人民币60000元" in text
    assert ("第二十条" if cycle.scheme is Scheme.MODEL_WORKER_STUDIO else "第十二条") in text
    assert "五一劳动奖章" not in text
