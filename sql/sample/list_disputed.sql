-- The objections of a cycle and where their nominations stand (award/12).
-- Read by honours.services.sample.comparison.
SELECT o.objection_no, o.nomination_no, n.state
  FROM honours.objection AS o
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE o.cycle = :cycle
