-- The files that were taken in as proofs of posting (award/12).
-- Read by honours.services.notice.proofs.
SELECT submission_id, file_name, sha256, received_at
  FROM honours.submission
 WHERE cycle = :cycle AND kind = 'posting_proof' AND status = 'accepted'
 ORDER BY file_name, submission_id
