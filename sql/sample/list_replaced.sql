-- Entries that were taken from an expert who was late or had to step back, and that somebody else scored instead
-- (award/11, employee-studio/6).
-- Read by honours.services.sample.comparison.
SELECT DISTINCT w.nomination_no, w.expert_no, w.kind
  FROM honours.assignment_withdrawal AS w
  JOIN honours.assignment AS a
    ON a.nomination_no = w.nomination_no AND a.cycle = w.cycle AND a.run_no = w.withdrawn_by_run_no
  JOIN honours.score AS s ON s.nomination_no = a.nomination_no AND s.expert_no = a.expert_no
 WHERE w.cycle = :cycle AND w.kind <> 'shifted'
