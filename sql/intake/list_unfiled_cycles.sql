-- The cycles that collect on :on and have neither this file of a body nor a later one of its name.
-- Read by honours.services.intake.evidence.
SELECT c.cycle
FROM honours.cycle AS c
WHERE c.call_on <= :on AND c.nominations_due_on >= :on
    AND NOT EXISTS (
        SELECT FROM honours.evidence_file AS e
        WHERE e.cycle = c.cycle AND e.body_code = :body_code AND e.file_name = :file_name
            AND (e.sha256 = :sha256 OR e.received_on >= :on)
    )
