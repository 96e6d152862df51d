"""Each way in which the register and the software can differ is found, and nothing is found where they agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from honours.domain.cycle import Scheme
from honours.regulation.articles import Article, Enactment, Kind, Link, LinkKind
from honours.regulation.claims import Claim, Fault, Mismatch, NameNotUnique, gathered, links_by_article, mismatches

LAW = Enactment(Scheme.ACHIEVEMENT_AWARD, "award", "办法", "文件", date(2021, 9, 22), date(2021, 9, 22))
RULE = Link(LinkKind.RULE, "award/one", "一条规则")
STEP = Link(LinkKind.TASK, "call/open", "启动")
TABLE = Link(LinkKind.TABLE, "cycle", "周期")
CARRIED = Article("award/1", LAW, 1, 0, Kind.RULE, "条件。", (RULE, STEP))
AWAITED = Article("award/2", LAW, 2, 0, Kind.STEP, "步骤。", (STEP,), awaits="还没有。")
IDLE = Article("award/3", LAW, 3, 0, Kind.GUIDANCE, "原则。", because="不必。")
REGISTER = {article.id: article for article in (CARRIED, AWAITED, IDLE)}
CLAIMS = (Claim(RULE, ("award/1",)), Claim(STEP, ("award/1", "award/2")), Claim(TABLE, ()))


def test_nothing_is_found_where_both_agree() -> None:
    assert mismatches(REGISTER, CLAIMS) == ()


@pytest.mark.parametrize(
    ("changed", "claims", "found", "says"),
    [
        pytest.param(
            replace(AWAITED, links=(), awaits=""),
            (*CLAIMS[:1], Claim(STEP, ("award/1",))),
            Mismatch(Fault.NO_PLACE, "award/2"),
            "award/2 没有着落",
            id="an article without a place",
        ),
        pytest.param(
            CARRIED,
            (*CLAIMS, Claim(TABLE, ("award/99",))),
            Mismatch(Fault.NO_ARTICLE, "award/99", TABLE),
            "台账记录 cycle（周期）引用的条款 award/99 不存在",
            id="an article that does not exist",
        ),
        pytest.param(
            CARRIED,
            (*CLAIMS, Claim(TABLE, ("award/2",))),
            Mismatch(Fault.NOT_LISTED, "award/2", TABLE),
            "登记表没有列出。请运行 make docs",
            id="a claim that the register does not list",
        ),
        pytest.param(
            replace(CARRIED, links=(RULE, STEP, TABLE)),
            CLAIMS,
            Mismatch(Fault.NOT_CLAIMED, "award/1", TABLE),
            "它并不引用该条",
            id="a link that the thing does not claim",
        ),
        pytest.param(
            CARRIED,
            CLAIMS[1:],
            Mismatch(Fault.GONE, "award/1", RULE),
            "审查规则 award/one（一条规则），已经没有这一事物",
            id="a thing that is gone",
        ),
        pytest.param(
            CARRIED,
            (Claim(replace(RULE, name="另一句"), ("award/1",)), *CLAIMS[1:]),
            Mismatch(Fault.RENAMED, "award/1", RULE),
            "名称已经改变",
            id="a thing that was renamed",
        ),
        pytest.param(
            CARRIED,
            (*CLAIMS, Claim(TABLE, ("award/3",))),
            Mismatch(Fault.NOT_IDLE, "award/3", TABLE),
            "请删去 because",
            id="a claim on an article that needs nothing",
        ),
    ],
)
def test_a_difference_is_found(changed: Article, claims: tuple[Claim, ...], found: Mismatch, says: str) -> None:
    (one,) = mismatches(REGISTER | {changed.id: changed}, claims)
    assert one == found
    assert says in str(one)


def test_a_thing_that_claims_twice_is_one_thing() -> None:
    assert gathered([Claim(STEP, ("award/1",)), Claim(STEP, ("award/2", "award/1"))]) == (
        Claim(STEP, ("award/1", "award/2")),
    )


def test_one_id_with_two_names_is_refused() -> None:
    with pytest.raises(NameNotUnique, match="call/open 有两个名称：“启动”和“开始”"):
        gathered([Claim(STEP, ()), Claim(replace(STEP, name="开始"), ())])


def test_links_come_by_kind_and_within_a_kind_as_claimed() -> None:
    other = replace(RULE, id="award/another")
    claims = [Claim(TABLE, ("award/1",)), Claim(RULE, ("award/1",)), Claim(other, ("award/1",))]
    assert links_by_article(claims) == {"award/1": (RULE, other, TABLE)}
