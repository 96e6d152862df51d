# One image for every Honours and Airflow service. Programs and code belong to root and are read-only to the service user;
# what changes lies in the volumes under /var/lib/honours. No secret is needed to build it and none is in it.
FROM python:3.12-slim AS build

ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.lock /opt/honours/requirements.lock
RUN /opt/venv/bin/pip install --no-deps --require-hashes -r /opt/honours/requirements.lock
COPY pyproject.toml /opt/honours/pyproject.toml
COPY plugins /opt/honours/plugins
# Editable: Airflow's plugins folder and the package are the same files, so no process can load an older copy.
RUN /opt/venv/bin/pip install --no-deps --no-build-isolation -e /opt/honours \
    && /opt/venv/bin/python -m compileall -q /opt/honours/plugins

FROM python:3.12-slim

# tzdata: the C library knows Asia/Shanghai only with it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 honours \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/honours --no-create-home --shell /usr/sbin/nologin honours \
    && install -d -o honours -g honours -m 0750 \
        /var/lib/honours /var/lib/honours/inbox /var/lib/honours/outbox /var/lib/honours/archive \
        /var/lib/honours/airflow /var/lib/honours/airflow/logs

COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/honours /opt/honours
COPY dags /opt/honours/dags
COPY sql /opt/honours/sql
COPY expectations /opt/honours/expectations
COPY templates /opt/honours/templates

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LANG=C.UTF-8 \
    TZ=Asia/Shanghai \
    HONOURS_ROOT=/opt/honours \
    HONOURS_VAR=/var/lib/honours \
    AIRFLOW_HOME=/var/lib/honours/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/honours/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/honours/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    AIRFLOW__CORE__DEFAULT_TIMEZONE=Asia/Shanghai

WORKDIR /opt/honours
USER honours
CMD ["airflow", "version"]
