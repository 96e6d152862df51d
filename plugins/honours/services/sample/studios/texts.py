"""What a studio writes of itself: its summary, and the notes on goals, rules, plan, results and benefits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from honours.domain.cycle import Category
from honours.domain.facts import Speciality
from honours.services.sample.entries import Facts
from honours.services.sample.summaries import Summary, summary
from honours.services.sample.summaries.trade import Phrase, Trade
from honours.services.sample.summaries.writing import TRADES
from honours.services.sample.words import words

_RULES = words(
    "章程里写明例会、攻关、带徒、奖励四项办法 经费单列台账，两人会签 成果按贡献分配，每季公开一次 "
    "新成员先跟师三个月再独立承担课题 图纸和数据集中保管，借阅登记 设备由专人保养，交接留痕"
)
_MEETINGS = words("碰头会 现场诊断 技术讲堂 擂台赛 师徒夜校 联合会诊 开放日 复盘会")
_RECOGNISED = words("公司科技项目验收 行业协会鉴定 集团技改立项 市级攻关课题结题 内部标准发布 产学研合作验收")
_GOOD_FOR = words(
    "减少了夜间加班 带出的徒弟走上关键岗位 做法被同行两家单位借用 居民投诉明显下降 现场噪声和粉尘更少 "
    "老设备不必提前报废 新员工上岗更快 应急抢修不再求人"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a studio writes about; the seed is its number, so that the text can be told again."""

    seed: str
    speciality: Speciality
    thing: str

    @property
    def summary(self) -> Summary:
        """What it says of its work."""
        return summary(self.seed, Category.TECH_ACHIEVEMENT, self.speciality, self.thing)


def notes(subject: Subject, year: int) -> Facts:
    """Return the summary and the notes; every text is mostly its own."""
    writer = _Writer(Random(f"{subject.seed} notes"), TRADES[subject.speciality], subject.thing)  # noqa: S311
    return {
        "project_summary": str(subject.summary),
        "goals_note": writer.goals(),
        "rules_note": writer.rules(),
        "plan_note": writer.plan(),
        "results_note": writer.results(year),
        "benefits_note": writer.benefits(),
    }


class _Writer:
    def __init__(self, random: Random, trade: Trade, thing: str) -> None:
        self._random, self._trade, self._thing = random, trade, thing
        self._parts = random.sample(trade.parts, 3)
        self._gains = random.sample(trade.gains, 3)

    def goals(self) -> str:
        trouble = self._said(self._trade.troubles)
        return f"{self._thing}：{trouble}，要在{self._number(2, 5)}年内根治；{self._filled(self._gains[0])}。"

    def rules(self) -> str:
        return "；".join(self._random.sample(_RULES, 3)) + "。"

    def plan(self) -> str:
        first, second = sorted(self._random.sample(range(2, 12), 2))
        check, place = self._said(self._trade.checks), self._said(self._trade.places)
        meeting = self._random.choice(_MEETINGS)
        return (
            f"{first}月试{self._filled(self._parts[0])}，{second}月起记{check}；"
            f"{place}每{self._number(2, 9)}周一次{meeting}。"
        )

    def results(self, year: int) -> str:
        one, other = self._random.sample(_RECOGNISED, 2)
        since = year - self._random.randint(1, 2)
        return f"{since}年{self._filled(self._parts[1])}通过{one}，{self._filled(self._parts[2])}完成{other}。"

    def benefits(self) -> str:
        check = self._said(self._trade.checks)
        return f"{self._filled(self._gains[1])}，依{check}记录核算；{self._random.choice(_GOOD_FOR)}。"

    def _said(self, pool: Sequence[Phrase]) -> str:
        return self._filled(self._random.choice(pool))

    def _filled(self, phrase: Iterable[str]) -> str:
        return "".join(str(self._number(2, 98)) if word == "{n}" else word for word in phrase)

    def _number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)
