"""The index of the studios' files, as pages for a browser and as a list for Excel: anyone can open them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from honours.domain.cycle import Scheme
from honours.domain.studios import StudioLevel
from honours.regulation.office import office
from honours.services.documents.spreadsheet import write_list
from honours.services.documents.wording import chinese_date
from honours.services.studios.dossier.folder import lay, root, studio_folder
from honours.services.studios.dossier.parts import clean
from honours.services.studios.plaques import plaque_title
from honours.services.studios.register import Naming, Part, Studio, listed
from honours.storage.unit_of_work import UnitOfWork

INDEX = "index.html"
LIST = "工作室档案目录.xlsx"
_HEADERS = ("编号", "工作室名称", "级别", "所在单位", "年度", "材料", "版本", "生成日期", "位置", "SHA-256")
Context = dict[str, Any]


def lay_pages(work: UnitOfWork) -> None:
    """Lay the index of all studios, a page for each studio, and the index for Excel into the outbox."""
    pages, place = page_templates(work.settings.templates / "pages"), root(work.settings)
    with work:
        work.run("studios/lock_file", {"studio_no": INDEX})
        found = listed(work)
        if not found:
            return
        lay(place / INDEX, pages.get_template("studio_index.html.j2").render(_index(found)).encode())
        lay(place / LIST, _list(found))
        page = pages.get_template("studio_file.html.j2")
        for studio in found:
            lay(place / studio_folder(studio) / INDEX, page.render(_file(studio)).encode())


def page_templates(folder: Path) -> Environment:
    """Return the templates of pages: texts are escaped, and a field that is not given is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _index(found: Sequence[Studio]) -> Context:
    return {
        "issuer": office().issuer,
        "as_of": chinese_date(_as_of(found)),
        "list": quote(LIST),
        "schemes": [
            {
                "label": scheme.label,
                "count": len(studios),
                "demonstrations": sum(one.level is StudioLevel.DEMONSTRATION for one in studios),
                "studios": [_row(studio) for studio in studios],
            }
            for scheme, studios in ((scheme, [one for one in found if one.scheme is scheme]) for scheme in Scheme)
            if studios
        ],
    }


def _row(studio: Studio) -> Context:
    folder = studio_folder(studio)
    return {
        "studio_no": studio.studio_no,
        "name": clean(studio.name),
        "page": f"{quote(folder)}/{INDEX}",
        "level": studio.level.label,
        "unit": clean(studio.unit_name),
        "body": clean(studio.body_name),
        "leader": clean(studio.now.leader_name),
        "named": [f"{naming.named_on}（{naming.level.label}）" for naming in studio.namings],
        "years": [
            {"label": f"{part.year}年", "file": f"{quote(folder)}/{_address(part)}"}
            for part in studio.parts
            if part.is_document
        ],
    }


def _file(studio: Studio) -> Context:
    return {
        "issuer": office().issuer,
        "title": plaque_title(studio.scheme, studio.level),
        "studio_no": studio.studio_no,
        "name": clean(studio.name),
        "unit": clean(studio.unit_name),
        "unit_uscc": studio.unit_uscc,
        "body": clean(studio.body_name),
        "namings": [_naming(studio, naming) for naming in studio.namings],
        "years": [_year(year, list(parts)) for year, parts in groupby(studio.parts, key=lambda part: part.year)],
    }


def _naming(studio: Studio, naming: Naming) -> Context:
    return {
        "day": chinese_date(naming.named_on),
        "title": plaque_title(studio.scheme, naming.level),
        "decision_no": naming.decision_no or "没有记载",
        "leader": clean(naming.leader_name),
        "honour": naming.leader_honour or "",
        "granted": "" if naming.granted is None else naming.granted.grouped(),
        "paid": _paid(naming),
        "plaque": f"{naming.plaque_no}，{naming.hung_on}挂牌" if naming.hung_on else "尚未登记",
    }


def _paid(naming: Naming) -> str:
    if naming.paid is not None:
        return f"{naming.paid_on}到账，回单 {naming.receipt_nos}"
    return "以导入名册为准" if naming.is_imported else "尚未结清"


def _year(year: int, parts: Sequence[Part]) -> Context:
    return {
        "label": f"{year}年",
        "documents": [_link(part) for part in parts if part.is_document],
        "evidence": [_link(part) for part in parts if not part.is_document],
    }


def _link(part: Part) -> Context:
    return {
        "file": _address(part),
        "name": part.file_name.rpartition("/")[2],
        "version": part.version,
        "day": chinese_date(part.made_on),
    }


def _address(part: Part) -> str:
    return f"{part.year}/{quote(part.file_name)}"


def _list(found: Sequence[Studio]) -> bytes:
    rows = [
        (
            studio.studio_no,
            clean(studio.name),
            studio.level.label,
            clean(studio.unit_name),
            part.year,
            "年度档案" if part.is_document else "证明材料",
            part.version,
            part.made_on,
            f"{studio_folder(studio)}/{part.year}/{part.file_name}",
            part.sha256,
        )
        for studio in found
        for part in studio.parts
    ]
    return write_list("工作室档案目录", _HEADERS, rows, fixed_on=_as_of(found))


def _as_of(found: Sequence[Studio]) -> date:
    """Return the last day of which the index tells."""
    made = [part.made_on for studio in found for part in studio.parts]
    named = [
        day for studio in found for one in studio.namings for day in (one.named_on, one.hung_on, one.paid_on) if day
    ]
    return max([*made, *named])
