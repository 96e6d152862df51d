-- The archived files whose SHA-256 begins so; more than a handful are not needed to say that it is not enough.
-- Read by honours.services.archive_check.
SELECT sha256, size_bytes, media_type, first_name, origin, recorded_at
FROM honours.archived_file
WHERE sha256 LIKE :prefix
ORDER BY sha256
LIMIT 5
