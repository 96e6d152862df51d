"""Checks a folder of Word templates: each is filled with its specimen, and each fault is told with its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from honours.domain.documents import DocumentKind
from honours.services.documents.template_faults import TemplateFault
from honours.services.templates.specimens import specimens

_LOCK = "~$"


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """One template: its file, what it is for (empty where nothing uses it), the faults in words, its specimen."""

    file_name: str
    label: str
    faults: tuple[str, ...]
    specimen: bytes | None

    @property
    def is_sound(self) -> bool:
        """Whether documents can be made from it."""
        return not self.faults


def check_templates(templates: Path) -> list[CheckedTemplate]:
    """Return the state of every template in ``templates/documents``, the missing and the unused ones too."""
    checked = [_checked(kind, templates) for kind in specimens()]
    known = {one.file_name for one in checked}
    found = {path.name for path in (templates / "documents").glob("*.docx") if not path.name.startswith(_LOCK)}
    strangers = [
        CheckedTemplate(
            name, "", (f"没有任何文书使用“{name}”。如是改名或另存的模板，请改回原来的文件名；否则请移走。",), None
        )
        for name in sorted(found - known)
    ]
    return [*checked, *strangers]


def _checked(kind: DocumentKind, templates: Path) -> CheckedTemplate:
    file_name = f"{kind.value}.docx"
    try:
        specimen = specimens()[kind](templates)
    except TemplateFault as fault:
        faults = tuple(str(one) for one in (fault, *fault.others))
        return CheckedTemplate(file_name, kind.label, faults, None)
    return CheckedTemplate(file_name, kind.label, (), specimen)
