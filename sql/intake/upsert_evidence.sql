-- Evidence of a body; a file of the same name takes the earlier one's place, which stays in the archive.
-- Read by honours.services.intake.evidence.
INSERT INTO honours.evidence_file AS e (cycle, body_code, file_name, sha256, received_on)
VALUES (:cycle, :body_code, :file_name, :sha256, :received_on)
ON CONFLICT (cycle, body_code, file_name) DO UPDATE
SET sha256 = excluded.sha256, received_on = excluded.received_on
WHERE e.sha256 <> excluded.sha256 AND e.received_on <= excluded.received_on
