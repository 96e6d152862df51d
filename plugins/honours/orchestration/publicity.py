"""The steps of the grassroots posting (award/10): judge every posting, let those that hold go on."""

from __future__ import annotations

from honours.domain.cycle import Cycle
from honours.orchestration.steps import step

_ARTICLE = "award/10"


@step(
    "核验基层公示",
    "逐项核对公示天数、公示证明、异议处理和推荐时间，每项得出一条带条款的结论。",
    _ARTICLE,
)
def judge(cycle: str) -> str:
    """Judge the postings of the cycle and return the counts, in words."""
    from honours import wiring
    from honours.orchestration.days import bears, reached
    from honours.services import publicity

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    reached(this, "posting_closed", work)
    return str(publicity.judge(this, bears(this, "nominations_due", work), work))


@step("推荐合格项目", "公示合格的申报转为“公示合格并推荐”，不合格的转为“不符合条件”，各附理由。", _ARTICLE)
def advance(cycle: str) -> str:
    """Move the nominations of the cycle on and return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import reached
    from honours.services import publicity

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(publicity.advance(this, reached(this, "nominations_due", work), runs.current_run_id(), work))
