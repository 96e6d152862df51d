"""The office that runs the cycles: its name, its contact, its channels for objections. Facts of the house, not law."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from honours.domain.cycle import Scheme
from honours.domain.errors import EnvironmentFault

OFFICE_FILE = Path(__file__).parent / "data" / "office.toml"


class OfficeIncomplete(EnvironmentFault):
    """The file of the office lacks something or cannot be read; carries the path and what is wrong."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(f"机构信息文件 {path.name} 有误：{fault}。请对照随附的样例补全后重试。")


@dataclass(frozen=True, slots=True)
class Office:
    """What the letterheads, notices and messages say about the sender."""

    issuer: str
    document_prefix: str
    department: str
    copied_to: tuple[str, ...]
    province: str
    submission: str
    medal: str
    regulation_titles: Mapping[Scheme, str]
    contact_person: str
    contact_phone: str
    contact_email: str
    objection_phone: str
    objection_email: str
    objection_address: str

    @property
    def printed_by(self) -> str:
        """Which office prints and sends the documents, as the colophon names it."""
        return f"{self.issuer}办公室"

    @property
    def objection_channels(self) -> tuple[tuple[str, str], ...]:
        """How people can object to a public notice (award/12), as pairs of label and value."""
        return (
            ("联系电话", self.objection_phone),
            ("电子邮箱", self.objection_email),
            ("来信来访", self.objection_address),
        )


@cache
def office(path: Path = OFFICE_FILE) -> Office:
    """Return the office as its file describes it; raise :class:`OfficeIncomplete`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Office(
            issuer=data["issuer"],
            document_prefix=data["document_prefix"],
            department=data["department"],
            copied_to=tuple(data["copied_to"]),
            province=data["province"],
            submission=data["submission"],
            medal=data["medal"],
            regulation_titles={scheme: data["regulation_titles"][scheme.value] for scheme in Scheme},
            contact_person=data["contact"]["person"],
            contact_phone=data["contact"]["phone"],
            contact_email=data["contact"]["email"],
            objection_phone=data["objections"]["phone"],
            objection_email=data["objections"]["email"],
            objection_address=data["objections"]["address"],
        )
    except KeyError as error:
        raise OfficeIncomplete(path, f"缺少 {error.args[0]}") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OfficeIncomplete(path, str(error)) from error
