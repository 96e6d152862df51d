-- The nominations of one body in one category as they stand, with the hash of their facts and when they came (award/10).
-- Read by honours.services.intake.store.
SELECT
    n.nomination_no,
    n.serial_no,
    n.revision,
    n.state,
    r.facts_sha256,
    s.received_at,
    s.file_name
FROM honours.nomination AS n
JOIN honours.nomination_revision AS r ON r.nomination_no = n.nomination_no AND r.revision = n.revision
JOIN honours.submission AS s ON s.submission_id = n.submission_id
WHERE n.cycle = :cycle AND n.category = :category AND n.body_code = :body_code
