-- Cycles whose experts are assigned and whose entries are not ranked yet (award/11, employee-studio/6).
-- Read by honours.services.review.assigning.open_reviews.
SELECT DISTINCT r.cycle
  FROM honours.assignment_run AS r
 WHERE NOT EXISTS (SELECT FROM honours.ranking AS k WHERE k.cycle = r.cycle)
 ORDER BY r.cycle
