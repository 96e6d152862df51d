-- Cycles whose conflicts were looked for and whose entries are not ranked yet (award/11, employee-studio/6).
-- Read by honours.services.review.conflicts.rechecking.
SELECT DISTINCT s.cycle
  FROM honours.score_sheet AS s
 WHERE NOT EXISTS (SELECT FROM honours.ranking AS r WHERE r.cycle = s.cycle)
 ORDER BY s.cycle
