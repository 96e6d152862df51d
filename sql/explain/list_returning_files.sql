-- Workbooks of nominations that a body sent for a cycle and that were not taken whole, oldest first (award/10).
-- Read by honours.services.explain.
SELECT submission_id, sha256, file_name, received_at, status, message, annotated_sha256 IS NOT NULL AS is_annotated
  FROM honours.submission
 WHERE cycle = :cycle AND body_code = :body_code AND kind = 'nomination_workbook' AND status <> 'accepted'
   AND received_at > :after
 ORDER BY received_at, submission_id
