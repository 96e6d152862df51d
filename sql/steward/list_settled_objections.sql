-- Nominations that are still held although each objection that holds them was closed (award/12).
-- Read by honours.services.steward.
SELECT n.cycle, n.nomination_no, max(o.closed_on) AS closed_on
  FROM honours.nomination AS n
  JOIN honours.entry_notice AS w USING (nomination_no)
  JOIN honours.objection AS o
    ON o.nomination_no = n.nomination_no AND o.is_heard AND o.received_on BETWEEN w.first_posted_on AND w.closes_on
 WHERE n.state = 'held'
 GROUP BY n.cycle, n.nomination_no
HAVING bool_and(o.closed_on IS NOT NULL)
 ORDER BY n.nomination_no
