"""Why a question of "what if" is not answered: each cause with its values and what can be asked instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from honours.domain.cycle import Cycle, Scheme
from honours.domain.errors import RefusedInput, WrongUse
from honours.domain.money import Money

_SHOWN = 10


class NoneOpen(WrongUse):
    """None of the cycles that were asked for was ever opened; carries them."""

    def __init__(self, cycles: Sequence[Cycle]) -> None:
        self.cycles = tuple(cycles)
        named = "、".join(str(cycle) for cycle in self.cycles[:_SHOWN])
        more = f"等{len(self.cycles)}个" if len(self.cycles) > _SHOWN else ""
        super().__init__(f"周期 {named}{more}都没有启动过，没有可以试算的申报。")


class NothingReads(WrongUse):
    """Keys on which neither a rule nor an amount of the scheme depends; carries them and those that would do."""

    def __init__(self, keys: Iterable[str], scheme: Scheme, readable: Collection[str]) -> None:
        self.keys, self.scheme, self.readable = tuple(sorted(keys)), scheme, tuple(sorted(readable))
        super().__init__(
            f"{'、'.join(self.keys)} 不影响{scheme.label}的审查条件、名额和金额，改动它不会有任何差别。"
            f"可以试算的有：{'、'.join(self.readable)}。"
        )


class NotTelling(WrongUse):
    """Supposed values that nothing stated in nominations is judged by; carries their keys."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(keys)
        super().__init__(
            f"{'、'.join(self.keys)} 改动后，只有条件的文字不同：申报材料中没有可以据此重新判断的内容，无法试算。"
        )


class NotKept(WrongUse):
    """A lower share than the texts were compared by; what would be close by it was not kept. Carries the key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"{key} 只能试算更高的比例：比对申报文字时，低于现行比例的没有保存。")


class AmountBelowFloor(RefusedInput):
    """A supposed amount below what the regulation grants at the least (award/14); carries key, amount and floor."""

    def __init__(self, key: str, amount: Money, floor: Money, article: str) -> None:
        self.key, self.amount, self.floor = key, amount, floor
        super().__init__(
            f"{key} 的金额 {amount.grouped()} 元低于下限 {floor.grouped()} 元（{article}）。"
            "请改为不低于下限，或用 --set 同时改动下限。"
        )


class OutOfRange(WrongUse):
    """A supposed value with which the days of a rule cannot be told; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"按所给的数值，{cycle.label}的条件中有日期超出了日历的范围。请改用较小的数值。")
