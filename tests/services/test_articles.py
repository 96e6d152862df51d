"""What becomes of an article and what it did in a cycle, from the verdicts that stand."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert, update
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_ground, nomination_no, nominee

from honours.cli.main import cli
from honours.domain.cycle import Cycle, Scheme
from honours.regulation.articles import Standing
from honours.regulation.register import UnknownArticle
from honours.services import publicity
from honours.services.articles import ArticleOfOtherScheme, Effect, Effects, effects_in, tell_article, tell_articles
from honours.services.review.qualification import RuleOnReferrals, qualify, rule_on_referrals
from honours.services.stages import CycleNotOpen
from honours.storage.tables import nomination, verdict
from honours.storage.unit_of_work import UnitOfWork

KJ, CZ, ZL, JD = CYCLE.categories
NOTHING = Effect(0, 0, 0)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["articles", *arguments], prog_name="honours", env={"COLUMNS": "160"})


@pytest.fixture
def judged(unit_of_work: UnitOfWork) -> UnitOfWork:
    """A cycle judged through: two breaches of award/4, one of award/10, three doubts of which one is refused."""
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(
            work,
            [
                nominee(KJ, 1, is_medical=True, is_state_secret=True),
                nominee(KJ, 2, is_unit_head=True),
                nominee(KJ, 3, is_frontline=False),
                nominee(KJ, 4, is_frontline=False),
                nominee(CZ, 1, is_frontline=None, is_original=False),
                nominee(ZL, 1, posting_place=""),
                nominee(JD, 1, evidence_names=[]),
            ],
        )
    publicity.judge(CYCLE, DUE_ON, unit_of_work)
    publicity.advance(CYCLE, DUE_ON, "run", unit_of_work)
    qualify(CYCLE, DUE_ON, unit_of_work)
    refused = {nomination_no(KJ, 4): "不在一线"}
    rule_on_referrals(RuleOnReferrals(CYCLE, "张三", DUE_ON, "run", refused=refused), unit_of_work)
    return unit_of_work


def test_an_article_counts_each_nomination_once_and_its_items_with_it(judged: UnitOfWork) -> None:
    effects = effects_in(CYCLE, judged).by_article
    assert effects["award/4.3"] == Effect(1, 0, 0)
    assert effects["award/4.1"] == Effect(1, 0, 0)
    assert effects["award/4"] == Effect(2, 3, 1)
    assert effects["award/6.3"] == Effect(1, 0, 0)
    assert effects["award/10"] == Effect(1, 1, 0)
    assert "award/12" not in effects


def test_what_no_longer_stands_is_not_counted(judged: UnitOfWork) -> None:
    with judged as work:
        # As intake does: a corrected revision is judged anew, and a withdrawn nomination is out.
        work.connection.execute(
            update(nomination).where(nomination.c.nomination_no == nomination_no(KJ, 1)).values(revision=2)
        )
        work.connection.execute(
            update(nomination).where(nomination.c.nomination_no == nomination_no(KJ, 2)).values(is_withdrawn=True)
        )
    effects = effects_in(CYCLE, judged).by_article
    assert effects["award/4"] == Effect(0, 3, 1)
    assert "award/4.3" not in effects
    assert "award/4.1" not in effects
    with judged as work:
        again = {"rule": "medical_project", "article": "award/4.3", "stage": "review", "verdict": "fail"}
        row = {"cycle": str(CYCLE), "nomination_no": nomination_no(KJ, 1), "revision": 2, "judged_on": DUE_ON}
        work.connection.execute(insert(verdict), {**row, **again, "found": "医药类：是", "required": "不属于医药类"})
    assert effects_in(CYCLE, judged).by_article["award/4.3"] == Effect(1, 0, 0)


def test_articles_of_a_cycle_are_those_of_its_scheme(judged: UnitOfWork) -> None:
    told = tell_articles(effects_in(CYCLE, judged))
    assert {article.scheme for article in told} == {Scheme.ACHIEVEMENT_AWARD}
    assert len(told) == 42
    assert {article.id: article.effect for article in told}["award/12"] == NOTHING
    assert len(tell_articles()) == 126
    assert {article.effect for article in tell_articles()} == {None}


def test_a_cycle_that_was_not_opened_is_refused(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(CycleNotOpen):
        effects_in(Cycle(2030, Scheme.ACHIEVEMENT_AWARD), unit_of_work)


def test_an_article_says_what_carries_it_out_or_why_nothing_does() -> None:
    assert {link.id for link in tell_article(" award/12 ").links} >= {"notice/post_notice", "window.public_notice"}
    idle = tell_article("award/19")
    assert (idle.standing, idle.links, bool(idle.because)) == (Standing.NOT_NEEDED, (), True)
    missing = tell_article("model-studio/16")
    assert (missing.standing, bool(missing.awaits)) == (Standing.AWAITED, True)


def test_an_unknown_article_and_one_of_another_scheme_are_refused() -> None:
    with pytest.raises(UnknownArticle):
        tell_article("award/22")
    with pytest.raises(ArticleOfOtherScheme, match=r"model-studio/9 出自.*请改用 model_worker_studio 的周期"):
        tell_article("model-studio/9", Effects(CYCLE, {}))


def test_the_command_tells_one_article_of_a_cycle(judged: UnitOfWork) -> None:
    shown = run("award/4", "--cycle", str(CYCLE))
    assert shown.exit_code == 0, shown.output
    assert "2025年职工创新成果奖：排除2项；需人工认定3项，其中认定不符合1项。" in shown.stdout
    assert re.search(r"审查规则 +奖励以一线职工为主 +achievement_award/frontline_worker", shown.stdout)
    told = json.loads(run("award/4", "--cycle", str(CYCLE), "--json").stdout)
    assert told["effect"] == {"excluded": 2, "referred": 3, "refused": 1}
    assert "achievement_award/frontline_worker" in [link["id"] for link in told["links"] if link["kind"] == "rule"]
    assert "没有排除任何申报" in run("award/5", "--cycle", str(CYCLE)).stdout
    listed = run("--cycle", str(CYCLE)).stdout
    assert re.search(r"award/4 +第四条 +条件 +系统办理 +2 +3 ", listed)
    assert "model-studio" not in listed


def test_the_command_needs_no_database_for_the_articles(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONOURS_VAR", str(tmp_path))
    monkeypatch.delenv("HONOURS_DATABASE_URL", raising=False)
    listed = run()
    assert listed.exit_code == 0
    assert len(re.findall(r"^(?:award|model-studio|employee-studio)/[0-9.]+ ", listed.stdout, re.MULTILINE)) == 126
    assert len(json.loads(run("--json").stdout)) == 126
    assert "尚缺：" in run("model-studio/16").stdout
    assert "无需系统办理：" in run("award/1").stdout
    assert run("--cycle", str(CYCLE)).exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("award/22",), "条款“award/22”不存在。相近的有：award/2"),
        (("award/2", "--cycle", "2025"), "“2025”不是周期"),
    ],
)
def test_the_command_refuses_with_what_there_is(arguments: tuple[str, ...], says: str) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert says in refused.stderr
