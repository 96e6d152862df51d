-- The register of archived files, the latest first.
-- Read by honours.services.archive_check.
SELECT sha256, size_bytes, media_type, first_name, origin, recorded_at
FROM honours.archived_file
WHERE
    (CAST(:origin AS text) IS NULL OR origin = :origin)
    AND position(CAST(:name_part AS text) IN first_name) > 0
ORDER BY recorded_at DESC, sha256
LIMIT CAST(:limit AS bigint)
