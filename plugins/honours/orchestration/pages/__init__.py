"""Pages of our own in the Airflow UI, under /honours; the web framework is imported with the first request."""
