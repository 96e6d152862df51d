"""A small client of Airflow's REST interface, for commands that start and watch runs; Airflow is never imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from honours.domain.errors import EnvironmentFault, RefusedInput

ENDED = frozenset({"success", "failed"})
"""The states that a run does not leave by itself."""

_SECONDS = 30.0
_PAGE = 100
Json = dict[str, Any]


class AirflowSilent(EnvironmentFault):
    """Airflow does not answer, or refuses the login."""

    def __init__(self, url: str, detail: object) -> None:
        super().__init__(f"Airflow 没有应答（{url}），请先运行 honours up：{detail}")


class AirflowRefused(RefusedInput):
    """Airflow refuses a request; ``status`` is its HTTP status, 404 when the thing does not exist, 409 when it does."""

    def __init__(self, status: int, path: str, detail: str) -> None:
        self.status = status
        super().__init__(f"Airflow 拒绝了请求 {path}（{status}）：{detail}")


class AirflowApi:
    """Airflow at ``base_url`` as one login sees it; signs in at the first request and again when the token ends."""

    def __init__(self, base_url: str, login: str, password: str) -> None:
        self.base_url = base_url
        self._credentials = {"username": login, "password": password}
        # Proxies of the surroundings must not stand between two processes of one machine.
        self._client = httpx.Client(base_url=base_url, timeout=_SECONDS, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def dags(self) -> list[Json]:
        """Return all DAGs."""
        return self._all("/api/v2/dags", "dags")

    def task_ids(self, dag_id: str) -> list[str]:
        """Return the ids of the tasks of a DAG."""
        return [str(task["task_id"]) for task in self._ask("GET", f"/api/v2/dags/{dag_id}/tasks")["tasks"]]

    def import_errors(self) -> list[Json]:
        """Return the DAG files that cannot be imported, each with its stack trace."""
        return self._all("/api/v2/importErrors", "import_errors")

    def pause(self, dag_id: str, *, is_paused: bool) -> None:
        """Pause a DAG or let it go."""
        self._ask("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": is_paused})

    def unpause(self, dag_id: str) -> None:
        """Let a DAG go."""
        self.pause(dag_id, is_paused=False)

    def trigger(
        self,
        dag_id: str,
        *,
        partition_key: str | None = None,
        run_id: str | None = None,
        conf: Mapping[str, Any] | None = None,
    ) -> str:
        """Start a run and return its id; the partition key is the cycle, and there is no logical date."""
        body = {"logical_date": None, "partition_key": partition_key, "dag_run_id": run_id, "conf": dict(conf or {})}
        return str(self._ask("POST", f"/api/v2/dags/{dag_id}/dagRuns", body)["dag_run_id"])

    def run(self, dag_id: str, run_id: str) -> Json:
        """Return a run; ``state`` says how it is."""
        return self._ask("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}")

    def runs(self, dag_id: str = "~", *, partition_key: str | None = None) -> list[Json]:
        """Return the runs of a DAG or of all, those of one partition if asked, oldest first."""
        found = self._all(f"/api/v2/dags/{dag_id}/dagRuns", "dag_runs", {"order_by": "id"})
        return [run for run in found if partition_key in (None, run["partition_key"])]

    def tasks(self, dag_id: str, run_id: str) -> list[Json]:
        """Return the task instances of a run."""
        return self._all(f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances", "task_instances")

    def clear(
        self,
        dag_id: str,
        run_id: str,
        *,
        task_ids: Sequence[str] = (),
        only_failed: bool = False,
        with_downstream: bool = False,
    ) -> None:
        """Let the tasks of a run be done again, with everything that comes after them if asked."""
        body: Json = {
            "dry_run": False,
            "dag_run_id": run_id,
            "only_failed": only_failed,
            "reset_dag_runs": True,
            "include_downstream": with_downstream,
        }
        if task_ids:
            body["task_ids"] = list(task_ids)
        self._ask("POST", f"/api/v2/dags/{dag_id}/clearTaskInstances", body)

    def waiting(self, dag_id: str = "~", run_id: str = "~") -> list[Json]:
        """Return the decisions that wait for a person; ``task_instance`` in each says where."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/hitlDetails"
        found = self._all(path, "hitl_details", {"response_received": False})
        return [detail for detail in found if detail["task_instance"]["state"] == "awaiting_input"]

    def decide(self, waiting: Json, options: Sequence[str], params: Mapping[str, Any] | None = None) -> None:
        """Answer one of :meth:`waiting` with chosen options and the fields of its form."""
        place = waiting["task_instance"]
        path = (
            f"/api/v2/dags/{place['dag_id']}/dagRuns/{place['dag_run_id']}/taskInstances/{place['task_id']}"
            f"/{place['map_index']}/hitlDetails"
        )
        self._ask("PATCH", path, {"chosen_options": list(options), "params_input": dict(params or {})})

    def _all(self, path: str, key: str, parameters: Mapping[str, Any] | None = None) -> list[Json]:
        found: list[Json] = []
        while True:
            page = self._ask("GET", path, parameters={"limit": _PAGE, "offset": len(found), **(parameters or {})})
            found += page[key]
            if not page[key] or len(found) >= page["total_entries"]:
                return found

    def _ask(
        self, method: str, path: str, body: Json | None = None, *, parameters: Mapping[str, Any] | None = None
    ) -> Json:
        if "Authorization" not in self._client.headers:
            self._sign_in()
        answer = self._send(method, path, body, parameters)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._sign_in()
            answer = self._send(method, path, body, parameters)
        if answer.is_error:
            raise AirflowRefused(answer.status_code, path, answer.text[:1000])
        content: Json = answer.json() if answer.content else {}
        return content

    def _sign_in(self) -> None:
        self._client.headers.pop("Authorization", None)
        answer = self._send("POST", "/auth/token", self._credentials, None)
        if answer.is_error:
            raise AirflowSilent(self.base_url, f"登录 {self._credentials['username']} 被拒绝（{answer.status_code}）")
        self._client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def _send(self, method: str, path: str, body: Json | None, parameters: Mapping[str, Any] | None) -> httpx.Response:
        try:
            return self._client.request(method, path.replace("+", "%2B"), json=body, params=parameters)
        except httpx.HTTPError as fault:
            raise AirflowSilent(self.base_url, fault) from fault
