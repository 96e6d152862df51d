-- The files that were taken in as evidence of objections (award/12).
-- Read by honours.services.notice.objections.
SELECT file_name, sha256
  FROM honours.submission
 WHERE cycle = :cycle AND kind = 'objection_evidence' AND status = 'accepted'
