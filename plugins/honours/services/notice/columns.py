"""The columns of the list that is put to the chair's meeting: scores for what experts ranked, visits for studios."""

from __future__ import annotations

from honours.domain.cycle import Cycle, Scheme
from honours.domain.states import RankingOutcome
from honours.services.documents.spreadsheet import Value
from honours.services.notice.projects import RankedProject

_OUTCOMES = {
    RankingOutcome.IN: "入围",
    RankingOutcome.TIED: "名额线上并列，请会议确定",
    RankingOutcome.OUT: "未入围",
    None: "",
}
_AWARD = ("奖项", "名次", "编号", "项目名称", "申报人", "所在单位", "总得分", "评审结果", "同分比较")
_SCORED = ("类别", "名次", "编号", "工作室名称", "领衔人", "所在单位", "推荐单位及次序", "总得分", "同分比较")
_VISITED = ("类别", "编号", "工作室名称", "领衔人", "所在单位", "推荐单位及次序", "现场核实")


def headers_of(cycle: Cycle) -> tuple[str, ...]:
    """Return the headers of the list, by scheme."""
    if not cycle.scheme.names_studios:
        return _AWARD
    return _VISITED if cycle.scheme is Scheme.MODEL_WORKER_STUDIO else _SCORED


def cells_of(one: RankedProject, cycle: Cycle) -> tuple[Value, ...]:
    """Return the row of one project, as long as the headers."""
    listed = one.listed
    category = cycle.category_label(listed.category)
    names = (listed.nomination_no, listed.title, listed.person, listed.unit)
    if not cycle.scheme.names_studios:
        return (category, one.rank, *names, one.mean_points, _OUTCOMES[one.outcome], one.tie)
    recommended = f"{one.body_name}，第{one.priority_no}位"
    if cycle.scheme is Scheme.MODEL_WORKER_STUDIO:
        return (category, *names, recommended, f"{one.visited_aspects}个方面中{one.confirmed}个与申报相符")
    return (category, one.rank, *names, recommended, one.mean_points, one.tie)
