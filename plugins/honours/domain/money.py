"""Money: yuan and fen, exact. A float never goes in or comes out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from honours.domain.errors import RefusedInput

_FEN = Decimal("0.01")
_LIMIT = Decimal("1e12")


class NotMoney(RefusedInput):
    """A value that is no amount in yuan and fen; carries the value."""

    def __init__(self, value: object) -> None:
        self.value = value
        super().__init__(f"“{value}”不是金额。金额以元为单位，最多两位小数，例如 5000 或 5000.00。")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in CNY, exact to the fen; may be negative (a correction, a bank debit)."""

    cny: Decimal

    def __init__(self, value: Decimal | int | str) -> None:
        if isinstance(value, (bool, float)):
            raise NotMoney(value)
        try:
            amount = Decimal(value)
        except InvalidOperation as error:
            raise NotMoney(value) from error
        if not amount.is_finite() or abs(amount) >= _LIMIT or amount != amount.quantize(_FEN):
            raise NotMoney(value)
        object.__setattr__(self, "cny", amount.quantize(_FEN))

    @classmethod
    def from_fen(cls, fen: int) -> Money:
        """Return the amount of ``fen`` hundredths of a yuan."""
        return cls(Decimal(fen) / 100)

    @property
    def fen(self) -> int:
        """The amount in hundredths of a yuan."""
        return int(self.cny * 100)

    def __add__(self, other: Money) -> Money:
        return Money(self.cny + other.cny)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cny - other.cny)

    def __neg__(self) -> Money:
        return Money(-self.cny)

    def __mul__(self, times: int) -> Money:
        return Money(self.cny * times)

    def __str__(self) -> str:
        return f"{self.cny:.2f}"

    def grouped(self) -> str:
        """The amount as people read it: ``5,000.00``."""
        return f"{self.cny:,.2f}"


ZERO = Money(0)
