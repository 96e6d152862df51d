"""One line a case of a visit (model-studio/12): what was found of one aspect, and what its rule must then say."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from honours.domain.studios import Conclusion

STEP = Decimal("0.01")


class VisitCase(NamedTuple):
    """What was found of one aspect, beside what is claimed, and what the rule says of it."""

    name: str
    conclusion: str | None
    beside: Decimal | None
    verdict: str
    is_claimed: bool = True
    is_back: bool = True


VISIT_CASES = (
    VisitCase("as claimed", "confirmed", Decimal(0), "pass"),
    VisitCase("a step above", "confirmed", STEP, "pass"),
    VisitCase("confirmed a step below", "confirmed", -STEP, "refer"),
    VisitCase("confirmed without a number", "confirmed", None, "refer"),
    VisitCase("contradicted a step below", "contradicted", -STEP, "fail"),
    VisitCase("contradicted at the number", "contradicted", Decimal(0), "fail"),
    VisitCase("contradicted a step above", "contradicted", STEP, "fail"),
    VisitCase("unverified", "unverified", None, "refer"),
    VisitCase("unverified at the number", "unverified", Decimal(0), "refer"),
    VisitCase("not looked at", None, None, "refer"),
    VisitCase("not claimed and unverified", "unverified", Decimal(3), "refer", is_claimed=False),
    VisitCase("not claimed and contradicted", "contradicted", Decimal(3), "refer", is_claimed=False),
    VisitCase("not claimed and confirmed", "confirmed", Decimal(3), "refer", is_claimed=False),
    VisitCase("confirmed in a form that is open", "confirmed", Decimal(0), "refer", is_back=False),
)


def told_visit(case: VisitCase) -> str:
    """Return the case in Chinese, as the page of cases tells it."""
    claim = "申报已填写" if case.is_claimed else "申报未填写"
    if case.conclusion is None:
        return f"{claim}；核实表没有这一方面"
    if case.beside is None:
        seen = "现场数未填写"
    elif not case.is_claimed:
        seen = "现场数已填写"
    else:
        seen = "现场数" + ("等于申报数" if not case.beside else f"比申报数{'多' if case.beside > 0 else '少'}{STEP}")
    back = "" if case.is_back else "；核实表尚未完整交回"
    return f"{claim}；{seen}；结论：{Conclusion(case.conclusion).label}{back}"
