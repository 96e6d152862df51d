-- The objections that are in the books of a cycle, for the person who closes the notice (award/12).
-- Read by honours.services.notice.register.
SELECT o.objection_no, o.nomination_no, n.project_name, o.received_on, o.ground_article, o.is_upheld, o.closed_on
  FROM honours.objection AS o
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE o.cycle = :cycle
 ORDER BY o.objection_no
