-- The proofs that a public notice was posted and hung to its end: what, where, when, who noted it (award/12).
-- Read by honours.services.notice.register.
SELECT side, shown_on, address, file_name, sha256, noted_by, noted_on
  FROM honours.posting_proof
 WHERE cycle = :cycle AND notice_no = :notice_no
 ORDER BY side DESC, recorded_at
