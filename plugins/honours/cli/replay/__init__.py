"""Plays a year on a running Airflow: the files of everybody go through the inbox, the decisions through its forms."""
