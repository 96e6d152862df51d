"""How commands answer: a text for people, or JSON for programs, from the same data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import click

from honours.domain.money import Money

Data = TypeVar("Data")
Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """Add ``--json`` to a command; it arrives as the argument ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供程序读取。")(command)


def answer(data: Data, as_json: bool, render: Callable[[Data], str]) -> None:
    """Print ``data`` as JSON, or as the Chinese text that ``render`` makes of it."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain) if as_json else render(data))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table for a screen; Chinese characters count as two columns."""
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table

    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*("" if cell is None else str(cell) for cell in row))
    page = StringIO()
    Console(file=page, width=max(shutil.get_terminal_size((120, 40)).columns, 80)).print(grid)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Decimal | Path) or type(value).__module__.startswith("honours."):
        return str(value)
    raise TypeError(type(value).__name__)
