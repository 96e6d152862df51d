"""The explanation of a nomination as a page: a form that asks for its number, and the answer."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, status
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from honours import wiring
from honours.orchestration import clock
from honours.services.explain import UnknownNomination, explain
from honours.services.explain.page import page, search_page

_PATH = "/explain"

router = APIRouter()

Number = Annotated[str, Query(max_length=60)]


@router.get(_PATH)
def search(request: Request, number: Number = "") -> Response:
    """Show the form, or lead to the page of the number that it sent."""
    here = _here(request)
    if number.strip():
        return RedirectResponse(f"{here}/{quote(number.strip(), safe='')}", status.HTTP_303_SEE_OTHER)
    return HTMLResponse(search_page(wiring.unit_of_work().settings.templates, search=here))


@router.get(f"{_PATH}/{{number}}")
def explanation(request: Request, number: str, file: bool = False) -> Response:
    """Show everything about a number, as a download when ``file`` is set; the form again when none bears it."""
    here = _here(request)
    work = wiring.unit_of_work()
    templates = work.settings.templates
    try:
        told = explain(number, work)
    except UnknownNomination as miss:
        return HTMLResponse(search_page(templates, search=here, asked=number, miss=miss), status.HTTP_404_NOT_FOUND)
    content = page(told, clock.today(), templates, search=None if file else here)
    if not file:
        return HTMLResponse(content)
    name = quote(f"申报说明-{told.nomination_no}.html")
    return HTMLResponse(content, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


def _here(request: Request) -> str:
    """Return the address of the form, behind whatever prefix the application hangs."""
    return f"{request.scope.get('root_path', '')}{_PATH}"
