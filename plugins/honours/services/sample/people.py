"""Invented people: names, ID numbers with a valid check digit, bank cards that pass Luhn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from honours.domain.identities import id_check_digit, luhn_check_digit
from honours.services.sample.words import words

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙朱马胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟"
)
_GIVEN = words(
    "建国 志强 晓东 海峰 国平 卫东 立新 文涛 永康 俊杰 子轩 宏伟 嘉良 振华 明远 学军 春林 "
    "天佑 少波 一鸣 丽华 晓红 秀英 雪梅 静怡 雅琴 婷婷 思雨 佳慧 敏 洁 芳 燕 琳 慧敏 "
    "玉兰 倩 颖 蕾 欣怡 伟 强 磊 军 勇 涛 斌 鹏 辉 刚 凯 浩 宇 超 毅 峰 晨 阳 博 "
    "睿"
)
_REGIONS = ("320205", "320206", "320211", "320213", "320214", "320281", "320282", "320481", "320582", "342524")
_BANKS = ("太湖银行", "运河银行", "梁溪农商银行", "江南储蓄银行")
_BRANCHES = ("城中支行", "惠山支行", "滨湖支行", "新吴支行", "锡山支行", "江阴支行", "宜兴支行")
_FIRST_BIRTH = date(1966, 1, 1)
_BIRTH_DAYS = 32 * 365


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person with an account of their own."""

    name: str
    id_number: str
    bank_name: str
    bank_account: str


class People:
    """Hands out people; no ID number and no account comes twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[str] = set()

    def name(self) -> str:
        """Return a name; names may come twice, as they do."""
        return self._random.choice(_SURNAMES) + self._random.choice(_GIVEN)

    def person(self) -> Person:
        """Return a person nobody has met yet."""
        return Person(
            name=self.name(),
            id_number=self._fresh(self._id_number),
            bank_name=f"{self._random.choice(_BANKS)}无锡{self._random.choice(_BRANCHES)}",
            bank_account=self._fresh(self._bank_card),
        )

    def team(self, leader: str, size: int) -> tuple[str, ...]:
        """Return the leader with others of other names."""
        names = [leader]
        while len(names) < size:
            name = self.name()
            if name not in names:
                names.append(name)
        return tuple(names)

    def _fresh(self, make: Callable[[], str]) -> str:
        while (number := make()) in self._taken:
            pass
        self._taken.add(number)
        return number

    def _id_number(self) -> str:
        born_on = _FIRST_BIRTH + timedelta(days=self._random.randrange(_BIRTH_DAYS))
        first17 = f"{self._random.choice(_REGIONS)}{born_on:%Y%m%d}{self._random.randrange(1, 1000):03d}"
        return first17 + id_check_digit(first17)

    def _bank_card(self) -> str:
        body = f"62{self._random.choice('1278')}{self._random.randrange(10**15):015d}"
        return body + luhn_check_digit(body)
