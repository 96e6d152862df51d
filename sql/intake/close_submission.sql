-- How taking in a file ended.
-- Read by honours.services.intake.submissions.
UPDATE honours.submission
SET
    cycle = :cycle,
    kind = :kind,
    body_code = :body_code,
    expert_no = :expert_no,
    status = :status,
    rows_total = :rows_total,
    rows_taken = :rows_taken,
    rows_refused = :rows_refused,
    annotated_sha256 = :annotated_sha256,
    message = :message
WHERE submission_id = :submission_id
