-- How many studios of a cycle were put to the chair's meeting after the visits (model-studio/12).
-- Read by honours.services.review.proposing.
SELECT count(*)
  FROM honours.nomination_move AS move
  JOIN honours.nomination USING (nomination_no)
 WHERE nomination.cycle = :cycle AND move.from_state = 'qualified' AND move.to_state = 'proposed'
