"""How the files of banks are laid out: column names and labels, kept as data because banks change them."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from honours.domain.errors import EnvironmentFault

LAYOUTS_FILE = Path(__file__).parent / "data" / "bank_layouts.toml"
_COLUMNS = ("booked_on", "debit", "credit", "amount", "balance", "serial", "peer_name", "peer_account", "currency")
_OPTIONAL = frozenset({"debit", "credit", "amount", "currency", "serial"})


class LayoutsBroken(EnvironmentFault):
    """The file of layouts cannot be used; carries what is wrong."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(f"银行文件版式 bank_layouts.toml 有误：{fault}。请对照文件中的其他版式更正。")


@dataclass(frozen=True, slots=True)
class StatementLayout:
    """The columns of one layout by what they mean; ``memo`` are those in which our reference may stand."""

    name: str
    label: str
    columns: Mapping[str, str]
    memo: tuple[str, ...]
    ignored: frozenset[str]

    @property
    def required(self) -> frozenset[str]:
        """The column names without which the layout is not recognised."""
        return frozenset(header for key, header in self.columns.items() if key != "currency")

    @property
    def known(self) -> frozenset[str]:
        """All column names that the layout reads or ignores."""
        return frozenset(self.columns.values()) | frozenset(self.memo) | self.ignored

    def fits(self, headers: Collection[str]) -> bool:
        """Return whether a header row is of this layout: nothing missing, nothing unknown."""
        found = set(headers)
        return self.required <= found <= self.known and not found.isdisjoint(self.memo)


@dataclass(frozen=True, slots=True)
class BankLayouts:
    """All layouts of statements, the signs of a statement, and the labels of a receipt."""

    statements: tuple[StatementLayout, ...]
    any_of: tuple[frozenset[str], ...]
    alike: int
    own_account: frozenset[str]
    total: tuple[str, ...]
    currencies: frozenset[str]
    receipt_sign: str
    receipt_labels: Mapping[str, tuple[str, ...]]

    def is_header(self, headers: Collection[str]) -> bool:
        """Return whether a row looks like the header row of a bank statement, of whatever layout.

        A row that names most columns of a known layout is one too, so that a bank's new name for a column is told as
        just that.
        """
        has_signs = all(not group.isdisjoint(headers) for group in self.any_of)
        return has_signs or any(len(layout.required & set(headers)) >= self.alike for layout in self.statements)

    def nearest(self, headers: Collection[str]) -> StatementLayout:
        """Return the layout that shares most names with a header row, to say what differs."""
        return max(self.statements, key=lambda layout: len(layout.known & set(headers)))


def plain(text: str) -> str:
    """Return a header or label half-width and without blanks, as layouts compare them."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def bank_layouts(path: Path = LAYOUTS_FILE) -> BankLayouts:
    """Return the layouts of the file; raise :class:`LayoutsBroken`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        signature, receipt = data["signature"], dict(data["receipt"])
        return BankLayouts(
            statements=tuple(_layout(one) for one in data["statement"]),
            any_of=tuple(_names(group) for group in signature["any_of"]),
            alike=int(signature["alike"]),
            own_account=_names(signature["own_account"]),
            total=tuple(signature["total"]),
            currencies=_names(signature["currencies"]),
            receipt_sign=receipt.pop("sign"),
            receipt_labels={key: tuple(plain(label) for label in labels) for key, labels in receipt.items()},
        )
    except KeyError as error:
        raise LayoutsBroken(f"缺少 {error.args[0]}") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LayoutsBroken(str(error)) from error


def _layout(data: Mapping[str, Any]) -> StatementLayout:
    columns = {key: plain(data[key]) for key in _COLUMNS if key in data or key not in _OPTIONAL}
    if ("amount" in columns) == ("debit" in columns) or ("debit" in columns) != ("credit" in columns):
        raise LayoutsBroken(f"版式 {data['name']} 的金额列应为 amount，或 debit 与 credit 两列")
    memo = tuple(plain(header) for header in data["memo"])
    return StatementLayout(data["name"], data["label"], columns, memo, _names(data["ignored"]))


def _names(texts: Collection[str]) -> frozenset[str]:
    return frozenset(plain(text) for text in texts)
