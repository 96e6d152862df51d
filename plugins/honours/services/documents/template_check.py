"""Holds the marks of a template against what it is given, before anything is filled: every fault with its place.

What is given is known by its paths: ``total``, ``groups[].heading``. A list that happens to be empty says nothing about
what its elements have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from docx.document import Document
from jinja2 import Environment, TemplateError, TemplateSyntaxError, nodes

from honours.services.documents.template_faults import (
    Place,
    TemplateBroken,
    TemplateFault,
    TemplateFieldMissing,
    TemplateFieldUnknown,
)
from honours.services.documents.template_marks import LeftOver, Mark, read_marks

_EACH = "[]"
_ENDS = {"endfor": "for", "endif": "if"}
_BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
_BY_DOCXTPL = frozenset({"colspan", "cellbg", "vm", "hm"})
_OWN_NAMES = frozenset({"loop", "range", "dict", "lipsum", "cycler", "joiner", "namespace"})
_LOST_IN = {"p": "段", "tr": "行", "tc": "单元格"}
_OF_WORD = {"p": "同一单元格或正文中的 {%p … %}", "tr": "同一表格的 {%tr … %}", "tc": "同一行的 {%tc … %}"}
_MOST_NEAR = 5


def find_faults(
    template: str, document: Document, context: Mapping[str, object], environment: Environment
) -> list[TemplateFault]:
    """Return every fault of the template, what it asks and is not given first; nothing when it can be filled."""
    given = _Given.of(context)
    reading = _Reading(template, given, environment)
    for marks in read_marks(document):
        reading.read(marks)
    return [*reading.missing, *reading.broken, *_unknown(template, given, reading)]


@dataclass(slots=True)
class _Given:
    """The paths that are given, and the lists of which nothing is known because they are empty."""

    paths: dict[str, None] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, context: Mapping[str, object]) -> _Given:
        given = cls()
        given._add("", context)
        return given

    def _add(self, path: str, value: object) -> None:
        if path:
            self.paths[path] = None
        if isinstance(value, Mapping):
            for name, inner in value.items():
                self._add(f"{path}.{name}" if path else str(name), inner)
        elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
            if not value:
                self.closed.add(path)
            for inner in value:
                self._add(path + _EACH, inner)

    def knows(self, path: str) -> bool:
        return path in self.paths or any(path.startswith(empty + _EACH) for empty in self.closed)

    def near(self, path: str) -> list[str]:
        head, _, last = path.rpartition(".")
        beside = [
            one.rpartition(".")[2] for one in self.paths if one.rpartition(".")[0] == head and not one.endswith(_EACH)
        ]
        return get_close_matches(last, beside, n=_MOST_NEAR, cutoff=0.5)


@dataclass(slots=True)
class _Open:
    kind: str
    mark: Mark
    names: dict[str, str | None]


@dataclass(slots=True)
class _Reading:
    """Goes through the marks part by part and collects what is asked where, and what is wrong."""

    template: str
    given: _Given
    environment: Environment
    asked: dict[str, Place] = field(default_factory=dict)
    # Fields asked of something whose path is not known: only their names are.
    asked_of_any: set[str] = field(default_factory=set)
    loops: dict[str, tuple[str, Place]] = field(default_factory=dict)
    missing: list[TemplateFault] = field(default_factory=list)
    broken: list[TemplateFault] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    assigned: dict[str, str | None] = field(default_factory=dict)

    def read(self, marks: Sequence[Mark | LeftOver]) -> None:
        self.open, self.assigned = [], {}
        for mark in marks:
            if isinstance(mark, LeftOver):
                self._break(f"“{mark.text}”不成标记，可能少了一半花括号，或者用了全角的括号或百分号", mark.place)
                continue
            if mark.lost:
                unit = _LOST_IN[mark.level]
                self._break(f"标记独占一{unit}，同{unit}的文字“{mark.lost}”不会出现在文书里，请移到别处", mark.place)
            self._read_mark(mark)
        for left in self.open:
            end = next(end for end, kind in _ENDS.items() if kind == left.kind)
            self._break(f"“{left.mark.source}”没有对应的 {{%{left.mark.level} {end} %}}", left.mark.place)

    def _read_mark(self, mark: Mark) -> None:
        word, _, rest = mark.source.partition(" ")
        if mark.is_field:
            self._read_expression(mark, mark.source)
        elif word in _BY_DOCXTPL:
            if rest:
                self._read_expression(mark, rest)
        elif word in _ENDS:
            self._close(mark, _ENDS[word])
        elif word in _BETWEEN:
            if not self.open or self.open[-1].kind not in _BETWEEN[word]:
                self._break(f"“{mark.source}”之前没有对应的 if 或 for", mark.place)
            elif word == "elif":
                self._read_expression(mark, rest)
        elif word in _ENDS.values():
            self._begin(mark, word)
        else:
            self._read_other(mark)

    def _begin(self, mark: Mark, word: str) -> None:
        names: dict[str, str | None] = {}
        tree = self._parsed(mark, f"{{% {mark.source} %}}{{% end{word} %}}")
        if tree is not None:
            for loop in tree.find_all(nodes.For):
                path = self._path(loop.iter)
                if isinstance(loop.target, nodes.Name):
                    names[loop.target.name] = None if path is None else path + _EACH
                    if path is not None:
                        self.loops.setdefault(path + _EACH, (loop.target.name, mark.place))
                else:
                    names |= {one.name: None for one in loop.target.find_all(nodes.Name)}
                self._ask(mark, loop.iter)
            for condition in tree.find_all(nodes.If):
                self._ask(mark, condition.test)
        self.open.append(_Open(word, mark, names))

    def _close(self, mark: Mark, kind: str) -> None:
        if not self.open or self.open[-1].kind != kind:
            self._break(f"“{mark.source}”之前没有对应的 {kind}", mark.place)
            return
        begun = self.open.pop().mark
        if begun.level != mark.level or begun.inside is not mark.inside:
            needs = _OF_WORD.get(begun.level, "同一段中的 {% … %}")
            self._break(
                f"循环或条件标记跨越了段落或表格的边界：“{begun.source}”始于{begun.place.part}{begun.place.where}，"
                f"须由{needs}结束",
                mark.place,
            )

    def _read_other(self, mark: Mark) -> None:
        tree = self._parsed(mark, f"{{% {mark.source} %}}")
        for assign in tree.find_all(nodes.Assign) if tree is not None else ():
            self._ask(mark, assign.node)
            self.assigned |= {one.name: None for one in assign.target.find_all(nodes.Name)}
            if isinstance(assign.target, nodes.Name):
                self.assigned[assign.target.name] = self._path(assign.node)

    def _read_expression(self, mark: Mark, source: str) -> None:
        tree = self._parsed(mark, f"{{{{ {source} }}}}")
        if tree is not None:
            self._ask(mark, tree)

    def _parsed(self, mark: Mark, source: str) -> nodes.Template | None:
        try:
            tree = self.environment.parse(source)
            self.environment.compile(source)
        except TemplateError as error:
            told = error.message if isinstance(error, TemplateSyntaxError) else str(error)
            self._break(f"标记写法有误（{told}）", mark.place)
            return None
        return tree

    def _ask(self, mark: Mark, tree: nodes.Node) -> None:
        """Note every field of ``tree`` as asked at the mark, the whole of a chain and each of its beginnings."""
        for node in _outermost(tree):
            path = self._path(node)
            if path is None:
                self.asked_of_any.add(_written(node).rpartition(".")[2])
                continue
            steps = path.split(".")
            for count in range(1, len(steps) + 1):
                self.asked.setdefault(".".join(steps[:count]), mark.place)
            if not self.given.knows(path):
                fault = TemplateFieldMissing(self.template, _written(node), mark.place, self.given.near(path))
                self.missing.append(fault)

    def _path(self, node: nodes.Node) -> str | None:
        """Return the path of what ``node`` names; None where that is not one field of what is given."""
        match node:
            case nodes.Name():
                return self._path_of_name(node.name)
            case nodes.Getattr():
                inner = self._path(node.node)
                return None if inner is None else f"{inner}.{node.attr}"
            case nodes.Getitem(arg=nodes.Const(value=str() as key)):
                inner = self._path(node.node)
                return None if inner is None else f"{inner}.{key}"
            case nodes.Filter(node=nodes.Node() as inner_node):
                return self._path(inner_node)
            case _:
                return None

    def _path_of_name(self, name: str) -> str | None:
        for scope in (*(one.names for one in reversed(self.open)), self.assigned):
            if name in scope:
                return scope[name]
        return None if name in _OWN_NAMES else name

    def _break(self, reason: str, place: Place) -> None:
        self.broken.append(TemplateBroken(self.template, reason, place))


def _written(node: nodes.Node) -> str:
    """Return a chain of names as the template writes it."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=str() as key)):
            return f"{_written(node.node)}.{key}"
        case _:
            return ""


def _outermost(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the longest chains of names: of ``group.unit`` the whole, not ``group`` as well."""
    if isinstance(tree, nodes.Getattr | nodes.Getitem | nodes.Name):
        yield tree
        return
    for child in tree.iter_child_nodes():
        yield from _outermost(child)


def _unknown(template: str, given: _Given, reading: _Reading) -> Iterator[TemplateFault]:
    for path in given.paths:
        head, _, name = path.rpartition(".")
        if path.endswith(_EACH) or path in reading.asked or name in reading.asked_of_any:
            continue
        if head and not _is_asked(head, reading):
            continue
        loop = reading.loops.get(head)
        beside = [one.rpartition(".")[2] for one in reading.asked if head and one.rpartition(".")[0] == head]
        if loop is not None:
            written, place = f"{loop[0]}.{name}", loop[1]
            yield TemplateFieldUnknown(template, path, place, [f"{loop[0]}.{one}" for one in beside], written)
            continue
        tops = beside or get_close_matches(name, [one for one in reading.asked if "." not in one], n=_MOST_NEAR)
        yield TemplateFieldUnknown(template, path, reading.asked.get(head), tops)


def _is_asked(head: str, reading: _Reading) -> bool:
    """Return whether what holds a field has its place; if not, that is the fault, not each of its fields."""
    return head in reading.asked or head in reading.loops or head.removesuffix(_EACH) in reading.asked
