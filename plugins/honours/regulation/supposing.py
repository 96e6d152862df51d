"""Values that people suppose on the command line, ``KEY=VALUE``, read as strictly as those in the data files.

A value of several parts is given whole, as in the data file, or part by part: ``window.grassroots_posting.days=7``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from honours.domain.errors import WrongUse
from honours.domain.money import Money
from honours.regulation.loader import Regulation
from honours.regulation.reading import read_value
from honours.regulation.tables import BrokenTable, Table
from honours.regulation.values import Unit, Value

_WORD = re.compile(r"[a-z_]+")
_ALLOWED = {
    Unit.CNY: "金额，例如 3000 或 3000.00",
    Unit.WINDOW: "完整的一组（写法同数据文件），或只改其中一部分，例如 --set 键.days=7",
    Unit.RHYTHM: "完整的一组（写法同数据文件），或只改其中一部分，例如 --set 键.every_years=2",
    Unit.YEARLY_DATE: "完整的一组（写法同数据文件），或只改其中一部分，例如 --set 键.month=5",
}
_MOST = 9999
_WHOLE_NUMBER = f"不小于 0、不大于 {_MOST} 的整数"


class NotASetting(WrongUse):
    """A text that is no ``KEY=VALUE``; carries it."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"“--set {text}”写法不对，应写作 --set 键=值，例如 --set rule.award.applied_years=1。")


class SettingRefused(WrongUse):
    """A value that its key cannot have; carries what was given and what is wrong with it."""

    def __init__(self, text: str, says: str) -> None:
        self.text, self.says = text, says
        super().__init__(f"“--set {text}”不对：{says}")


class SetTwice(WrongUse):
    """One key given two values; carries it."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"“--set {key}”写了两次，值不一样。请只留一个。")


def read_settings(texts: Iterable[str], law: Regulation, on: date) -> dict[str, Value]:
    """Return the supposed values by key; parts that are not given are as the law has them on the day.

    Raises :class:`NotASetting`, :class:`UnknownKey`, :class:`SettingRefused`, :class:`SetTwice` or
    :class:`NotInForce`.
    """
    wholes: dict[str, tuple[str, Any]] = {}
    parts: dict[str, dict[str, tuple[str, Any]]] = {}
    for text in texts:
        key, sign, written = (part.strip() for part in text.partition("="))
        if not (key and sign and written):
            raise NotASetting(text)
        above, _, part = key.rpartition(".")
        if key not in law.values and above in law.values:
            _keep(parts.setdefault(above, {}), part, written, _plain(key, written, None), key)
        else:
            _keep(wholes, key, written, _plain(key, written, law.value(key).unit), key)
    for key in wholes.keys() & parts.keys():
        raise SetTwice(key)
    found = {key: _read(key, f"{key}={written}", law, value) for key, (written, value) in wholes.items()}
    for key, given in parts.items():
        text = "，".join(f"{key}.{part}={written}" for part, (written, _) in given.items())
        fields = {**_parts_of(key, text, law, on), **{part: value for part, (_, value) in given.items()}}
        found[key] = _read(key, text, law, fields)
    return found


def _keep(into: dict[str, tuple[str, Any]], name: str, written: str, value: Any, key: str) -> None:
    if name in into and into[name][1] != value:
        raise SetTwice(key)
    into[name] = (written, value)


def _plain(key: str, written: str, unit: Unit | None) -> Any:
    """Return what is written, as TOML has it; a bare word stands for itself, a whole number may be an amount."""
    if _WORD.fullmatch(written) and written not in ("true", "false", "nan", "inf"):
        return written
    try:
        fields = tomllib.loads(f"value = {written}", parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SettingRefused(f"{key}={written}", f"应为{_allowed(unit)}。") from error
    value = fields.pop("value")
    if fields or (isinstance(value, int) and value > _MOST and unit is not Unit.CNY):
        raise SettingRefused(f"{key}={written}", f"应为{_allowed(unit)}。")
    if unit is Unit.CNY and isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def _parts_of(key: str, text: str, law: Regulation, on: date) -> dict[str, Any]:
    dated = law.value(key)
    value = dated.on(on)
    if isinstance(value, Money) or not is_dataclass(value):
        raise SettingRefused(text, f"{key} 只有一个值，没有分项，应为{_allowed(dated.unit)}。")
    return asdict(value)


def _read(key: str, text: str, law: Regulation, value: Any) -> Value:
    unit = law.value(key).unit
    try:
        return read_value(Table("", "", {"value": value}), unit)
    except BrokenTable as error:
        if not isinstance(value, dict) and unit is not Unit.CNY:
            raise SettingRefused(text, f"应为{_allowed(unit)}。") from error
        raise SettingRefused(text, error.says) from error


def _allowed(unit: Unit | None) -> str:
    return _WHOLE_NUMBER if unit is None else _ALLOWED.get(unit, _WHOLE_NUMBER)
