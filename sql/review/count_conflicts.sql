-- How many pairs of expert and entry of a cycle stand apart, by kind, and in all where the kind is empty (award/11).
-- Read by honours.services.review.conflicts.finding.
SELECT kind, count(DISTINCT (nomination_no, expert_no)) AS pairs
  FROM honours.standing_conflict
 WHERE cycle = :cycle
 GROUP BY GROUPING SETS ((kind), ())
