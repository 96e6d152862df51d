"""The recommending bodies of the sample and the invented units under them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from honours.domain.facts import Speciality
from honours.domain.identities import uscc_check_character
from honours.services.sample.words import words

_USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNIT_NAMES = words(
    "澄帆 梁禾 锡岚 蠡川 惠泽 荆棠 太澜 运屿 滨岫 新桤 鼋岸 龙汇 阳羡禾 暨阳枫 古渡 清名里 雪浪洲 硕放原"
)
_TRADES = {
    Speciality.MACHINERY: ("精密机械", "数控装备", "传动机械"),
    Speciality.ELECTRONICS: ("微电子", "传感科技", "智能终端"),
    Speciality.CHEMISTRY: ("新材料", "精细化工", "高分子材料"),
    Speciality.CONSTRUCTION: ("建筑工程", "市政建设", "装配建筑"),
    Speciality.ENERGY: ("电力工程", "新能源", "热力"),
    Speciality.TRANSPORT: ("轨道运营", "港口物流", "公共交通"),
    Speciality.TEXTILE: ("纺织", "针织印染", "服饰"),
    Speciality.SERVICE: ("水务", "环境卫生服务", "园林养护"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """One recommending body; ``weight`` says how many nominations it has compared with others."""

    body_code: str
    name: str
    kind: str
    contact_name: str
    contact_email: str
    weight: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One invented employer; ``brand`` is what its people call it."""

    name: str
    uscc: str
    brand: str


_BODIES = (
    ("0101", "江阴市总工会", "district", 8),
    ("0102", "宜兴市总工会", "district", 7),
    ("0103", "梁溪区总工会", "district", 6),
    ("0104", "锡山区总工会", "district", 6),
    ("0105", "惠山区总工会", "district", 6),
    ("0106", "滨湖区总工会", "district", 6),
    ("0107", "新吴区总工会", "district", 8),
    ("0108", "经开区总工会", "district", 4),
    ("0201", "市交通运输系统工会", "bureau", 3),
    ("0202", "市住房城乡建设系统工会", "bureau", 3),
    ("0203", "市市政园林系统工会", "bureau", 3),
    ("0204", "市工业和信息化系统工会", "bureau", 3),
    ("0205", "市商务系统工会", "bureau", 2),
    ("0301", "太澜水务集团工会", "company", 3),
    ("0302", "运屿轨道集团工会", "company", 3),
    ("0303", "锡岚纺织集团工会", "company", 3),
    ("0304", "惠泽电力集团工会", "company", 3),
    ("0305", "梁禾电子集团工会", "company", 3),
    ("0306", "荆棠化工集团工会", "company", 2),
    ("0401", "滨岫公用事业中心工会", "direct_unit", 2),
)


def bodies(contact_names: list[str]) -> tuple[Body, ...]:
    """Return the twenty recommending bodies with these contacts."""
    return tuple(
        Body(code, name, kind, contact, f"body{code}@example.com", weight)
        for (code, name, kind, weight), contact in zip(_BODIES, contact_names, strict=True)
    )


def body_count() -> int:
    """Return how many bodies there are."""
    return len(_BODIES)


class Units:
    """Hands out employers by trade; one name may come several times."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def unit(self, speciality: Speciality) -> Unit:
        """Return an employer of the trade."""
        brand = self._random.choice(_UNIT_NAMES)
        name = f"无锡{brand}{self._random.choice(_TRADES[speciality])}有限公司"
        return Unit(name, uscc_of(name), brand)


def uscc_of(unit_name: str) -> str:
    """Return the credit code of an employer of this name, the same in every cycle."""
    random = Random(unit_name)  # noqa: S311  invented units, not secrets
    middle = "".join(random.choice(_USCC_CHARACTERS) for _ in range(7))
    first17 = f"91320{random.choice(('205', '206', '211', '214'))}MA{middle}"
    return first17 + uscc_check_character(first17)
