"""The suites of ``expectations/`` as values: read strictly, because Great Expectations drops what it does not know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from honours.domain.cycle import Scheme
from honours.domain.errors import EnvironmentFault
from honours.regulation.loader import regulation

ROWS_PRESENT = "expect_rows_to_be_present"
NO_BAD_ROWS = "expect_no_bad_rows"
_KNOWN = {ROWS_PRESENT: {"rule"}, NO_BAD_ROWS: {"rule", "bad"}}


class SuiteBroken(EnvironmentFault):
    """A suite cannot be used as it is written; carries the file and the fault."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(f"质量闸口文件 {path.name} 有误：{fault}。请改正后重试；在此之前该闸口不予通过。")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation: its name, articles and Chinese sentence, and the SQL that finds and shows the failing rows.

    ``articles`` gives the article by scheme; a scheme that is not in it does not ask this. ``bad`` is a predicate over
    the view and ``found`` a text expression; both are empty where it asks for rows at all.
    """

    rule: str
    type: str
    articles: Mapping[Scheme, str]
    says: str
    bad: str
    found: str


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite over one view."""

    name: str
    view: str
    says: str
    expectations: tuple[Expectation, ...]

    def of_scheme(self, scheme: Scheme) -> Suite:
        """Return the suite with what it asks of this scheme."""
        return replace(self, expectations=tuple(one for one in self.expectations if scheme in one.articles))


def load_suite(folder: Path, name: str) -> Suite:
    """Return the suite ``<folder>/<name>.json``; raise :class:`SuiteBroken` for anything that is not as it must be."""
    path = folder / f"{name}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        suite = Suite(
            data["name"],
            data["meta"]["view"],
            data["meta"]["says"],
            tuple(_expectation(path, one) for one in data["expectations"]),
        )
    except (OSError, json.JSONDecodeError) as error:
        raise SuiteBroken(path, str(error)) from error
    except KeyError as error:
        raise SuiteBroken(path, f"缺少 {error.args[0]}") from error
    rules = [one.rule for one in suite.expectations]
    if suite.name != name:
        raise SuiteBroken(path, f"名称“{suite.name}”与文件名不符")
    if len(set(rules)) != len(rules):
        raise SuiteBroken(path, "有两条同名的规则")
    if not rules or suite.expectations[0].type != ROWS_PRESENT:
        raise SuiteBroken(path, f"第一条必须是 {ROWS_PRESENT}，否则空表也会通过")
    return suite


def _expectation(path: Path, data: dict[str, Any]) -> Expectation:
    kind, kwargs, meta = data["type"], data["kwargs"], data["meta"]
    if kind not in _KNOWN:
        raise SuiteBroken(path, f"不认识的检查类型 {kind}，可用：{'、'.join(_KNOWN)}")
    if set(kwargs) != _KNOWN[kind]:
        raise SuiteBroken(path, f"规则 {kwargs.get('rule', '?')} 的参数应为 {'、'.join(sorted(_KNOWN[kind]))}")
    found = meta["found"] if kind == NO_BAD_ROWS else ""
    return Expectation(kwargs["rule"], kind, _articles(path, data), meta["says"], kwargs.get("bad", ""), found)


def _articles(path: Path, data: dict[str, Any]) -> dict[Scheme, str]:
    """Return the article of each scheme that the expectation is asked of; raise :class:`SuiteBroken`."""
    given, rule = data["meta"]["articles"], data["kwargs"]["rule"]
    if not isinstance(given, dict) or not given:
        raise SuiteBroken(path, f"规则 {rule} 的 articles 应为“项目: 条款”，至少一项")
    unknown = set(given) - set(Scheme)
    if unknown:
        raise SuiteBroken(path, f"规则 {rule} 的项目 {'、'.join(sorted(unknown))} 不存在，可用：{'、'.join(Scheme)}")
    found = {Scheme(scheme): regulation().article(article) for scheme, article in given.items()}
    for scheme, article in found.items():
        if article.scheme is not scheme:
            raise SuiteBroken(path, f"规则 {rule} 为{scheme.label}引用了{article.scheme.label}的条款 {article.id}")
    return {scheme: article.id for scheme, article in found.items()}
