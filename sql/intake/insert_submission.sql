-- A file begins its way through intake; how it ended is written in the same transaction.
-- Read by honours.services.intake.submissions.
INSERT INTO honours.submission (sha256, file_name, kind, received_at, status, message)
VALUES (:sha256, :file_name, :kind, :received_at, 'refused', '')
RETURNING submission_id
