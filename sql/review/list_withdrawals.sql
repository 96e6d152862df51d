-- What was taken from whom, by which assignment and why (award/11, employee-studio/6).
-- Read by honours.services.review.assigning.publishing.
SELECT w.withdrawn_by_run_no, w.nomination_no, w.expert_no, e.name AS expert_name, w.kind, w.reason, w.withdrawn_on
  FROM honours.assignment_withdrawal AS w
  JOIN honours.expert AS e USING (expert_no)
 WHERE w.cycle = :cycle
 ORDER BY w.withdrawn_by_run_no, w.nomination_no, w.expert_no
