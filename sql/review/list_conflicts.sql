-- Experts and the entries of a cycle from which something keeps them, of the entries that experts review, with the day
-- since which that is known (award/11, employee-studio/6).
-- Read by honours.services.review.conflicts.listing.
SELECT s.expert_no, e.name AS expert_name, e.unit_name AS expert_unit, s.nomination_no, n.project_name, n.category,
       s.kind, s.reason, coalesce(c.found_on, r.recused_on) AS since_on
  FROM honours.standing_conflict AS s
  JOIN honours.expert AS e USING (expert_no)
  JOIN honours.nomination AS n USING (nomination_no)
  LEFT JOIN honours.conflict AS c USING (nomination_no, expert_no, kind)
  LEFT JOIN LATERAL (
       SELECT max(recused_on) AS recused_on FROM honours.recusal AS r
        WHERE r.cycle = s.cycle AND r.expert_no = s.expert_no AND r.is_active) AS r ON true
 WHERE s.cycle = :cycle
   AND EXISTS (
       SELECT FROM honours.nomination_move AS m
        WHERE m.nomination_no = s.nomination_no AND m.to_state = 'qualified')
 ORDER BY s.expert_no, s.nomination_no, s.kind, s.reason
