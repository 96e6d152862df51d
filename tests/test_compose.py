"""What the compose file and the image promise: no secret inside, nothing public, everything watched, one image."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OWN = ("init", "api-server", "scheduler", "dag-processor", "triggerer", "worker")
ONE_SHOT = ("init",)
REQUIRED = re.compile(r"\$\{([A-Z_]+):\?[^}]+\}")
ANY_VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z_]+)")
SECRET_NAME = re.compile(r"PASSWORD|SECRET|KEY|REDISCLI_AUTH")


def _environment() -> Iterator[tuple[str, str, str]]:
    for service, declared in SERVICES.items():
        for name, value in declared.get("environment", {}).items():
            yield service, name, str(value)


def _command(service: str) -> str:
    command = SERVICES[service]["command"]
    return command if isinstance(command, str) else "\n".join(command)


def test_services_are_those_of_a_server() -> None:
    assert set(SERVICES) == {*OWN, "postgres", "redis", "mail"}
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert SERVICES["mail"]["profiles"] == ["trial"]


def test_every_service_that_stays_has_a_health_check() -> None:
    watched = {name for name, declared in SERVICES.items() if declared.get("healthcheck", {}).get("test")}
    assert watched == set(SERVICES) - set(ONE_SHOT)
    assert all(SERVICES[name]["restart"] == "no" for name in ONE_SHOT)


def test_all_own_services_are_one_image_without_privileges() -> None:
    for name in OWN:
        declared = SERVICES[name]
        assert declared["image"] == COMPOSE["x-honours"]["image"], name
        assert declared["build"] == ".", name
        assert declared["cap_drop"] == ["ALL"], name
        assert declared["security_opt"] == ["no-new-privileges:true"], name
    assert all("build" not in SERVICES[name] for name in set(SERVICES) - set(OWN))


def test_secrets_come_from_the_environment_and_have_no_default() -> None:
    checked = 0
    for service, name, value in _environment():
        if not SECRET_NAME.search(name) or name.endswith("_FILE"):
            continue
        assert REQUIRED.fullmatch(value), f"{service}: {name}"
        checked += 1
    assert checked >= 20


def test_addresses_take_their_password_from_the_environment() -> None:
    addresses = [(service, name, value) for service, name, value in _environment() if re.search(r"://[^/]*@", value)]
    assert len(addresses) >= 15
    for service, name, value in addresses:
        password = re.search(r"://[a-z_]*:(.+?)@", value)
        assert password, f"{service}: {name}"
        assert REQUIRED.fullmatch(password[1]), f"{service}: {name}"


def test_only_the_one_shot_service_can_change_tables_or_make_logins() -> None:
    powerful = ("HONOURS_SUPERUSER_URL", "HONOURS_OWNER_DATABASE_URL", "HONOURS_PASSWORD_ADMIN")
    for name in powerful:
        assert {service for service, given, _ in _environment() if given == name} == {"init"}


def test_data_key_is_a_file_for_those_who_need_it() -> None:
    assert COMPOSE["secrets"] == {"honours_data_key": {"environment": "HONOURS_DATA_KEY"}}
    holders = {name for name, declared in SERVICES.items() if "secrets" in declared}
    assert holders == {"api-server", "triggerer", "worker"}
    for name in holders:
        (secret,) = SERVICES[name]["secrets"]
        assert (secret["source"], secret["mode"]) == ("honours_data_key", 0o400)
        assert SERVICES[name]["environment"]["HONOURS_DATA_KEY_FILE"] == f"/run/secrets/{secret['source']}"
        assert f"--uid {secret['uid']} " in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_nothing_is_bound_to_a_public_address() -> None:
    ports = [str(port) for declared in SERVICES.values() for port in declared.get("ports", [])]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert not any(declared.get("network_mode") for declared in SERVICES.values())


def test_workers_can_be_multiplied() -> None:
    assert not {"container_name", "hostname", "ports"} & set(SERVICES["worker"])


def test_every_variable_is_explained_in_the_example_and_no_value_is_given_for_a_secret() -> None:
    text = (ROOT / "docker-compose.yaml").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    explained = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", example, flags=re.MULTILINE))
    used = set(ANY_VARIABLE.findall(text)) | {"HONOURS_DATA_KEY"}
    assert len(used) > 15
    assert used == set(explained)
    required = set(REQUIRED.findall(text)) | {"HONOURS_DATA_KEY"}
    assert {name: explained[name] for name in required} == dict.fromkeys(required, "")
    assert required == set(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE))


def test_modules_of_the_commands_exist() -> None:
    modules = re.findall(r"python -m ([a-z_.]+)", "\n".join(_command(name) for name in OWN))
    assert len(modules) == 3
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    assert not missing
    assert importlib.util.find_spec("honours.__main__")


def test_executor_of_the_server_loads_with_the_pinned_versions(tmp_path: Path) -> None:
    # Apart, because importing Airflow settles for the life of a process where its home is.
    module = "airflow.providers.celery.executors.celery_executor_utils"
    environment = {"PATH": os.environ["PATH"], "AIRFLOW_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", f"import {module}"], env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-1000:]


@pytest.mark.parametrize(
    "name",
    ["HONOURS_DATABASE_URL", "HONOURS_OWNER_DATABASE_URL", "HONOURS_DATA_KEY_FILE", "HONOURS_ROOT", "HONOURS_VAR"],
)
def test_settings_that_the_server_gives_are_those_that_the_code_reads(name: str) -> None:
    given = {given for _, given, _ in _environment()} | set(
        re.findall(r"^ +(?:ENV )?([A-Z_]+)=", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    assert name in given
    assert f'"{name}"' in (ROOT / "plugins/honours/storage/settings.py").read_text(encoding="utf-8")


def test_image_is_built_from_pinned_hashes_without_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert any("--require-hashes" in line for line in lines)
    assert [line for line in lines if line.startswith("USER ")] == ["USER honours"]
    assert lines.index("USER honours") > max(number for number, line in enumerate(lines) if line.startswith("RUN "))
    for folder in ("dags", "sql", "expectations", "templates"):
        assert f"COPY {folder} /opt/honours/{folder}" in lines


def test_builder_is_sent_no_environment_file() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert "*" in ignored
    assert "**/.env*" in ignored
