"""How the reports say numbers and notes; the official result is told apart from what only advises."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from honours.domain.policies import ReviewPolicy
from honours.domain.states import RankingOutcome
from honours.domain.ties import TieValue
from honours.services.outcomes import cited
from honours.services.review.advisory.attention import Apart
from honours.services.review.reports.facts import CategoryReport

OUTCOMES = {RankingOutcome.IN: "入围", RankingOutcome.TIED: "名额线上并列", RankingOutcome.OUT: "未入围"}
UNLIMITED = "提请会议研究"
NOTHING = "—"
ADVISORY = "参考得分和名次、离散程度、宽严偏差、一致程度只供研究，不改变正式得分和名次。"
OFFSET = "宽严偏差：把每个评分看作“项目得分＋专家偏差”，在同一类别内按最小二乘法估计，正数偏宽，负数偏严。"
ADJUSTED = "参考得分是扣除偏差后的项目得分，参考名次按参考得分排列。"
AGREEMENT = "一致程度：该专家的评分与同一项目其他专家平均分的相关系数，1 为完全一致；项目少于三个或没有差别的不计算。"
_PLACES = Decimal("0.01")


def two_places(value: Decimal | None) -> Decimal | None:
    """Return ``value`` with two places, halves up; None stays None."""
    return None if value is None else value.quantize(_PLACES, rounding=ROUND_HALF_UP)


def said(value: Decimal | None, *, is_signed: bool = False) -> str:
    """Return ``value`` with two places as documents write it, a dash for None."""
    rounded = two_places(value)
    if rounded is None:
        return NOTHING
    if not rounded:
        return str(abs(rounded))
    return f"{rounded:+}" if is_signed else str(rounded)


def outcome_of(report: CategoryReport, outcome: RankingOutcome) -> str:
    """Return what the official result is called; without a quota nobody is in or out."""
    return OUTCOMES[outcome] if report.quota is not None else UNLIMITED


def comparability(report: CategoryReport) -> str:
    """Return the sentence that says whether all experts of the category compare."""
    groups = report.fit.groups
    if len(groups) <= 1:
        spread = report.fit.residual_spread
        rest = "评分数与未知数相同，无法估计剩余离散" if spread is None else f"扣除偏差后的剩余离散为{said(spread)}分"
        return f"{report.label}：各专家之间可以比较，{rest}。"
    told = "；".join("、".join(group.expert_nos) for group in groups)
    return (
        f"{report.label}：专家分为互不相交的{len(groups)}组（{told}），组与组没有共同评过的项目，"
        "宽严偏差和参考得分只能在组内比较，因此不列参考名次。"
    )


def method(policy: ReviewPolicy) -> str:
    """Return how the official score is made, by the office's policy."""
    whole = "；每位专家的评分由" + "、".join(f"{one.label}（{one.weight}%）" for one in policy.criteria) + "加权得出"
    places = f"保留{policy.places}位小数，四舍五入" if policy.places else "四舍五入到整数"
    return f"得分为各位专家评分的{policy.formula.label}，{places}{whole if len(policy.criteria) > 1 else ''}。"


def ties_say(ties: Sequence[TieValue]) -> str:
    """Return what told an entry apart from those of equal score, with articles; empty where nothing had to."""
    decisive = [f"{one.label}：{one.value}（{cited(one.article)}）" for one in ties if one.is_decisive]
    return "；".join(decisive) if decisive else ("没有依据可分先后" if ties else "")


def crossing_says(report: CategoryReport, is_in: bool, adjusted_rank: int) -> str:
    """Return why an entry beyond the line of the quota is shown."""
    side = "正式入围，参考名次在名额以外" if is_in else "正式未入围，参考名次在名额以内"
    return f"{side}（名额{report.quota}个，参考名次第{adjusted_rank}）"


def apart_says(one: Apart) -> str:
    """Return how far the experts are apart on an entry."""
    return f"专家分歧大：最低{said(one.lowest)}分，最高{said(one.highest)}分，标准差{said(one.spread)}分"
