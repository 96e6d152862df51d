-- How many nominations of a cycle are in, tied at the line and out (award/2).
-- Read by honours.services.review.scoring.
SELECT outcome, count(*) AS nominations
  FROM honours.ranking
 WHERE cycle = :cycle
 GROUP BY outcome
