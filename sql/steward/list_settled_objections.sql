-- Nominations that are still held although each of their objections was closed (award/12).
-- Read by honours.services.steward.
SELECT n.cycle, n.nomination_no, max(o.closed_on) AS closed_on
  FROM honours.nomination AS n
  JOIN honours.objection AS o USING (nomination_no)
 WHERE n.state = 'held'
 GROUP BY n.cycle, n.nomination_no
HAVING bool_and(o.closed_on IS NOT NULL)
 ORDER BY n.nomination_no
