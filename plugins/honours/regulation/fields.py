"""One column of a form: what it asks for, how the answer is written, and what limits it has."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Choices = tuple[tuple[str, str], ...]


class FieldKind(StrEnum):
    """How the value of a column is written."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    ID_NUMBER = "id_number"
    USCC = "uscc"
    PATENT_NO = "patent_no"
    BANK_ACCOUNT = "bank_account"
    NAMES = "names"
    POINTS = "points"
    QUANTITY = "quantity"

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number that Excel may compute with."""
        return self in (FieldKind.INTEGER, FieldKind.MONEY, FieldKind.POINTS, FieldKind.QUANTITY)

    @property
    def has_choices(self) -> bool:
        """Whether the answer is one of a closed list."""
        return self in (FieldKind.YES_NO, FieldKind.CHOICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column.

    ``key`` is the column of ``table`` that the value ends in; the choices of a ``yes_no`` column are always coded
    ``true`` and ``false``. ``minimum`` and ``maximum`` limit the value of a number, for other kinds the number of
    characters; money, points and quantities have at most two decimals. ``names`` are separated by ``、``. ``pattern``
    is a regular expression that the whole text must match. A column that ``is_prefilled`` does not by itself fill in a
    row; one that ``is_conditional`` is asked for on a condition that its explanation tells and its reader checks.
    """

    key: str
    table: str
    group: str
    header: str
    explains: str
    kind: FieldKind
    required: bool
    choices: Choices = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    is_sensitive: bool = False
    is_prefilled: bool = False
    is_conditional: bool = False
    pattern: str = ""
    example: str = ""
    article: str = ""
    width: int = 16

    @property
    def labels(self) -> tuple[str, ...]:
        """What may stand in the cell, when the answer is one of a closed list."""
        return tuple(label for _, label in self.choices)

    @property
    def duty(self) -> str:
        """Whether it is filled in already, must be filled in, or may be, in Chinese."""
        if self.is_prefilled:
            return "预填"
        if self.required:
            return "必填"
        return "视情必填" if self.is_conditional else "选填"

    def code_of(self, label: str) -> str | None:
        """Return the code behind the label in the cell, or None when the list does not have it."""
        return next((code for code, known in self.choices if known == label), None)

    def label_of(self, code: str) -> str | None:
        """Return the label that stands for the code, or None when the list does not have it."""
        return next((label for known, label in self.choices if known == code), None)
