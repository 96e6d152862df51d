-- How taking in this very file ended, if it was taken in before.
-- Read by honours.services.intake.submissions.
SELECT
    submission_id, cycle, kind, status, body_code, rows_total, rows_taken, rows_refused, annotated_sha256, message
FROM honours.submission
WHERE sha256 = :sha256 AND file_name = :file_name
