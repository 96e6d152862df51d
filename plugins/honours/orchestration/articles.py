"""``make docs``: writes anew what the register of articles and ``docs/articles.md`` draw from the software.

Rules, steps, gates, documents, tables and forms cite their articles where they are defined; this puts them under the
articles. What people wrote there stays. Nothing is written while an article would be left without a place.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from honours.domain.errors import EnvironmentFault, HonoursError, RefusedInput
from honours.regulation.articles import Article
from honours.regulation.claims import Claim, Fault, Mismatch, links_by_article, mismatches
from honours.regulation.drafting import draft
from honours.regulation.folder import DATA, SETTING
from honours.regulation.register import read_register
from honours.regulation.register_page import page
from honours.storage.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "articles.md"
_NOT_FOR_DRAFTING = (Fault.NO_ARTICLE, Fault.NOT_IDLE)


class DagsBroken(EnvironmentFault):
    """DAG files that cannot be read; carries the errors by file."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(
            f"流程文件有误，无法得知各步骤的依据：{'；'.join(f'{at}：{says}' for at, says in errors.items())}"
        )


class NeedsPeople(RefusedInput):
    """Differences that a person has to settle in the register or at the thing itself; carries them."""

    def __init__(self, found: Iterable[Mismatch]) -> None:
        self.found = tuple(found)
        listed = "\n".join(f"- {one}" for one in self.found)
        super().__init__(f"以下 {len(self.found)} 处须由人写明，文件没有改动：\n{listed}")


@dataclass(frozen=True, slots=True)
class Drafted:
    """Which files changed; and which articles have something new that acts while they still say what they await."""

    changed: tuple[Path, ...]
    to_reread: tuple[str, ...]


def draft_register(claims: Iterable[Claim], folder: Path = DATA / "articles", page_path: Path = PAGE) -> Drafted:
    """Write the register's files and its page anew and return what changed.

    Raises :class:`NeedsPeople`, and then nothing has been written.
    """
    stated, before = tuple(claims), read_register(folder)
    blocking = [one for one in mismatches(before, stated) if one.fault in _NOT_FOR_DRAFTING]
    if blocking:
        raise NeedsPeople(blocking)
    links = links_by_article(stated)
    files = {path: draft(path.name, path.read_text("utf-8"), links) for path in sorted(folder.glob("*.toml"))}
    with tempfile.TemporaryDirectory() as trial:
        for path, text in files.items():
            (Path(trial) / path.name).write_text(text, "utf-8")
        drafted = read_register(Path(trial))
    left = mismatches(drafted, stated)
    if left:
        raise NeedsPeople(left)
    files[page_path] = page(drafted)
    changed = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in changed:
        path.write_text(files[path], "utf-8")
    return Drafted(tuple(changed), tuple(one.id for one in drafted.values() if _is_to_reread(before[one.id], one)))


def _is_to_reread(before: Article, after: Article) -> bool:
    """Return whether what the article awaits may have come, because something that acts has joined it."""
    known = {(link.kind, link.id) for link in before.links}
    return bool(after.awaits) and any(link.kind.acts and (link.kind, link.id) not in known for link in after.links)


def main() -> None:
    """Draft the register of this checkout and say what changed; exit with the code of the error otherwise."""
    # The register of this checkout is drafted, whatever law the environment names.
    os.environ.pop(SETTING, None)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(
            AIRFLOW_HOME=home, AIRFLOW__CORE__LOAD_EXAMPLES="False", AIRFLOW__LOGGING__LOGGING_LEVEL="WARNING"
        )
        try:
            # The claims import Airflow, which settles where it lives when it is first imported.
            from honours.orchestration.claims import claims

            drafted = draft_register(claims(_dags()))
        except HonoursError as fault:
            click.echo(str(fault), err=True)
            sys.exit(fault.exit_code)
    names = "、".join(str(path.relative_to(PROJECT_ROOT)) for path in drafted.changed)
    click.echo(f"已改写：{names}。" if names else "登记表与系统一致，没有改动。")
    if drafted.to_reread:
        click.echo(f"以下条款新有了办理的事物，请核对 awaits（尚缺）是否仍然属实：{'、'.join(drafted.to_reread)}。")


def _dags() -> list[Any]:
    with warnings.catch_warnings():
        # Airflow warns of its own internals.
        warnings.simplefilter("ignore")
        from airflow.dag_processing.dagbag import DagBag

        bag = DagBag(str(PROJECT_ROOT / "dags"))
    if bag.import_errors:
        raise DagsBroken(bag.import_errors)
    return list(bag.dags.values())


if __name__ == "__main__":
    main()
