"""Invented studios as such: a name, a unit of their own with its union's account, a leader, a trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from honours.domain.cycle import Scheme
from honours.domain.facts import Speciality
from honours.services.sample.bodies import Unit, Units, uscc_of
from honours.services.sample.entries import Facts
from honours.services.sample.people import People, Person
from honours.services.sample.projects import THINGS
from honours.services.sample.words import words

_FIELDS = {
    Speciality.MACHINERY: words("精密传动 数控加工 焊接装备 模具制造 液压控制 热处理工艺"),
    Speciality.ELECTRONICS: words("封装测试 智能传感 表面贴装 光伏逆变 射频调试 工业视觉"),
    Speciality.CHEMISTRY: words("聚合工艺 精馏节能 涂料研发 催化应用 环保治理 粉体工程"),
    Speciality.CONSTRUCTION: words("装配建造 深基坑 幕墙工程 市政管网 测量放样 绿色施工"),
    Speciality.ENERGY: words("汽轮机检修 配网运维 储能应用 电缆技术 热力管网 继电保护"),
    Speciality.TRANSPORT: words("轨道车辆 信号检修 港机维护 公交机务 隧道机电 船闸运行"),
    Speciality.TEXTILE: words("细纱工艺 染整技术 织造创新 制版裁剪 经编装备 验布质控"),
    Speciality.SERVICE: words("供水管网 污泥处置 园林养护 道路清扫 智能水表 热线服务"),
}
_KINDS = {Scheme.MODEL_WORKER_STUDIO: "劳模创新工作室", Scheme.EMPLOYEE_STUDIO: "职工创新工作室"}


@dataclass(frozen=True, slots=True)
class Studio:
    """One studio, whether it applies, was named before, or both."""

    scheme: Scheme
    body_code: str
    field: str
    speciality: Speciality
    thing: str
    unit: Unit
    leader: Person
    account_bank: str
    account_no: str

    @property
    def name(self) -> str:
        """What it is called: the unit's short name, the field, the leader, the kind."""
        return f"{self.unit.brand}{self.field}·{self.leader.name}{_KINDS[self.scheme]}"

    @property
    def facts(self) -> Facts:
        """Who it is, by the keys of the form; the money goes to the unit's union."""
        return {
            "project_name": self.name,
            "speciality": self.speciality.value,
            "unit_name": self.unit.name,
            "unit_uscc": self.unit.uscc,
            "person_name": self.leader.name,
            "person_id": self.leader.id_number,
            "payee_name": f"{self.unit.name}工会委员会",
            "payee_bank_name": self.account_bank,
            "payee_account": self.account_no,
        }

    def of_scheme(self, scheme: Scheme) -> Studio:
        """Return the same studio under the name that the other scheme would give it."""
        return replace(self, scheme=scheme)

    def led_by(self, leader: Person) -> Studio:
        """Return the studio with another leader, after whom it is called."""
        return replace(self, leader=leader)

    def in_field(self, field: str) -> Studio:
        """Return another studio of the same unit and leader."""
        return replace(self, field=field)

    def of_renamed_unit(self) -> Studio:
        """Return the studio after its unit became a company of another form with another credit code."""
        name = self.unit.name.replace("有限公司", "股份有限公司")
        return replace(self, unit=Unit(name, uscc_of(name), self.unit.brand))


class Studios:
    """Hands out studios, each of a unit that has no other."""

    def __init__(self, people: People, random: Random) -> None:
        self._people, self._random, self._units = people, random, Units(random)
        self._taken: set[str] = set()

    def studio(self, scheme: Scheme, body_code: str, trades: Sequence[Speciality] = tuple(Speciality)) -> Studio:
        """Return a studio that nobody has met yet, of one of the trades."""
        trade = self._random.choice(trades)
        leader = self._people.person()
        return Studio(
            scheme=scheme,
            body_code=body_code,
            field=self._random.choice(_FIELDS[trade]),
            speciality=trade,
            thing=self._random.choice(THINGS[trade]),
            unit=self._unit(trade),
            leader=leader,
            account_bank=leader.bank_name,
            account_no=f"1103{self._random.randrange(10**15):015d}",
        )

    def other_field(self, studio: Studio) -> str:
        """Return another field of the studio's trade."""
        return self._random.choice([field for field in _FIELDS[studio.speciality] if field != studio.field])

    def _unit(self, trade: Speciality) -> Unit:
        while (unit := self._units.unit(trade)).name in self._taken:
            pass
        self._taken.add(unit.name)
        return unit
