-- Cycles whose experts were assigned or asked and whose entries are not ranked yet (award/11, employee-studio/6).
-- Read by honours.services.review.conflicts.rechecking and honours.services.review.experts.
SELECT o.cycle
  FROM (SELECT cycle FROM honours.assignment_run UNION SELECT cycle FROM honours.score_sheet) AS o
 WHERE NOT EXISTS (SELECT FROM honours.ranking AS r WHERE r.cycle = o.cycle)
 ORDER BY o.cycle
