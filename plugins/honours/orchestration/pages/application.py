"""The web application: who may see its pages, what every answer carries, and what becomes of errors.

A plugin's application is open to anyone unless it asks; this one asks on every route. Whoever is not signed in is sent
to the login (a program gets 401); who is signed in needs leave to read the explanations.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.core_api.security import GetUserDep
from fastapi import Depends, FastAPI, HTTPException, Request, Response, status
from fastapi.responses import PlainTextResponse, RedirectResponse

from honours.domain.errors import HonoursError
from honours.orchestration.pages import explanations
from honours.orchestration.pages.registration import EXPLANATIONS

log = logging.getLogger(__name__)

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def may_read(user: GetUserDep) -> None:
    """Let pass who is signed in and may read the explanations; raise 401 or 403."""
    if not get_auth_manager().is_authorized_custom_view(method="GET", resource_name=EXPLANATIONS, user=user):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "您的账号没有查看申报说明的权限，请与系统管理员联系。")


def application() -> FastAPI:
    """Return the application with all its pages."""
    app = FastAPI(title="Honours", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(may_read)])
    app.include_router(explanations.router)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(HonoursError, _failed)
    app.middleware("http")(_guarded)
    return app


async def _guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    response.headers.update(_HEADERS)
    return response


async def _refused(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else status.HTTP_500_INTERNAL_SERVER_ERROR
    if code == status.HTTP_401_UNAUTHORIZED and "text/html" in request.headers.get("accept", ""):
        back = request.url.path
        return RedirectResponse(get_auth_manager().get_url_login(next_url=back), status.HTTP_303_SEE_OTHER)
    says = error.detail if isinstance(error, HTTPException) else "系统错误"
    return PlainTextResponse(str(says), code)


async def _failed(request: Request, error: Exception) -> Response:
    # The sentence may name folders of the server; it is for the log.
    log.error("%s: %s", request.url.path, error)
    return PlainTextResponse("系统暂时不能查询，请稍后再试，或与系统管理员联系。", status.HTTP_503_SERVICE_UNAVAILABLE)
