"""Airflow on one machine: its environment, its four processes, and whether they are well."""
