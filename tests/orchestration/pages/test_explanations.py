"""The pages in the Airflow UI: nobody sees anything unless signed in and allowed; who is, sees the explanation."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.api_fastapi import app as airflow_app
from airflow.api_fastapi.core_api.security import get_user
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount
from tests.builders import CYCLE, add_nominations, lay_ground, nominee

from honours.orchestration.pages.application import application
from honours.orchestration.pages.lazy import LazyApplication
from honours.orchestration.pages.registration import EXPLANATIONS, applications, views
from honours.storage.unit_of_work import UnitOfWork

KJ = CYCLE.categories[0]
NO = "2025-KJ-0101-001"
HERE = "/honours/explain"
PATHS = (HERE, f"{HERE}/{NO}", f"{HERE}/{NO}?file=1", f"{HERE}?number=1", f"{HERE}/x")
READER = SimpleNamespace(name="reader")


class Judge:
    """Stands for Airflow's judge of permissions."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.may = True

    def is_authorized_custom_view(self, *, method: str, resource_name: str, user: Any) -> bool:
        assert user is READER
        self.asked.append((method, resource_name))
        return self.may

    def get_url_login(self, *, next_url: str) -> str:
        return f"/auth/login?next={next_url}"


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    found = Judge()
    monkeypatch.setattr(airflow_app._AuthManagerState, "instance", found)
    return found


@pytest.fixture
def app(unit_of_work: UnitOfWork, judge: Judge) -> FastAPI:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1, project_name="<script>alert(1)</script>")])
    return application()


def client(app: FastAPI) -> TestClient:
    """Return a client of the application as Airflow mounts it."""
    return TestClient(Starlette(routes=[Mount("/honours", LazyApplication(lambda: app))]), follow_redirects=False)


@pytest.fixture
def anonymous(app: FastAPI) -> TestClient:
    return client(app)


@pytest.fixture
def reader(app: FastAPI) -> TestClient:
    app.dependency_overrides[get_user] = lambda: READER
    return client(app)


@pytest.mark.parametrize("path", PATHS)
def test_anonymous_program_is_refused(anonymous: TestClient, path: str) -> None:
    answer = anonymous.get(path)
    assert answer.status_code == 401
    assert NO not in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_anonymous_person_is_sent_to_the_login_and_back(anonymous: TestClient, path: str) -> None:
    answer = anonymous.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/auth/login?next=/honours/explain")
    assert answer.text == ""


@pytest.mark.parametrize("path", PATHS)
def test_signed_in_without_leave_is_refused(reader: TestClient, judge: Judge, path: str) -> None:
    judge.may = False
    answer = reader.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 403
    assert "没有查看申报说明的权限" in answer.text
    assert judge.asked == [("GET", EXPLANATIONS)]


def test_every_route_asks(app: FastAPI) -> None:
    routes = [route for route in app.routes if hasattr(route, "dependant")]
    assert len(routes) == 2
    for route in routes:
        calls = {dependency.call.__name__ for dependency in route.dependant.dependencies}
        assert "may_read" in calls
    assert len(app.routes) == len(routes), "nothing else answers"


def test_reader_asks_for_a_number_and_sees_the_page(reader: TestClient) -> None:
    assert 'action="/honours/explain"' in reader.get(HERE).text
    sent = reader.get(HERE, params={"number": " 2025-KJ-0101-001 "})
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/honours/explain/{NO}"
    answer = reader.get(f"{HERE}/{NO}")
    assert answer.status_code == 200
    assert "已收件" in answer.text
    assert "<script" not in answer.text
    assert "320204" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_page_can_be_taken_along(reader: TestClient) -> None:
    answer = reader.get(f"{HERE}/{NO}", params={"file": "1"})
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E7%94%B3")
    assert "<form" not in answer.text


def test_unknown_number_shows_near_ones(reader: TestClient) -> None:
    answer = reader.get(f"{HERE}/2025-KJ-0101-002")
    assert answer.status_code == 404
    assert f'href="/honours/explain/{NO}"' in answer.text
    hostile = reader.get(f"{HERE}/%3Cscript%3E")
    assert hostile.status_code == 404
    assert "<script" not in hostile.text


def test_fault_of_the_surroundings_names_nothing(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONOURS_DATA_KEY_FILE", "/nowhere/secret.key")
    answer = reader.get(f"{HERE}/{NO}")
    assert answer.status_code == 503
    assert "nowhere" not in answer.text


def test_only_reading_is_answered(reader: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert reader.request(method, f"{HERE}/{NO}").status_code == 405


def test_navigation_offers_the_page_in_chinese() -> None:
    (view,) = views()
    assert view["name"] == "申报说明"
    assert view["destination"] == "nav"
    assert not view["href"].startswith("/")
    (mounted,) = applications()
    assert mounted["url_prefix"] == "/honours"
    assert isinstance(mounted["app"], LazyApplication)


def test_loading_the_plugin_imports_no_web_framework() -> None:
    code = (
        "import sys, honours.orchestration.pages.registration as r; r.applications();"
        "print([m for m in ('fastapi', 'starlette', 'jinja2', 'sqlalchemy') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
