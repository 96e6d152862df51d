-- The nominations of a cycle that are level at the line of their category, and those that a key of the policy put before
-- or after another of equal score (award/2, award/11).
-- Read by honours.services.sample.comparison.
SELECT nomination_no, category, 'tied' AS how FROM honours.ranking WHERE cycle = :cycle AND outcome = 'tied'
UNION ALL
SELECT nomination_no, category, 'decided' FROM honours.ranking
 WHERE cycle = :cycle AND tie_keys @> '[{"is_decisive": true}]'
