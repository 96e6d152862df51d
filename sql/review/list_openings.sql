-- The openings of a cycle, the first first (award/11).
-- Read by honours.services.review.opening and honours.services.review.verifying.
SELECT opening_no, opened_on, last_seal_id, seals_sha256, seal_count, score_count
  FROM honours.score_opening
 WHERE cycle = :cycle
 ORDER BY opening_no
