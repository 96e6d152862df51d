-- How the nominations of a cycle left the qualification (award/11).
-- Read by honours.services.review.qualification.
SELECT count(*) FILTER (WHERE move.to_state = 'qualified') AS qualified,
       count(*) FILTER (WHERE move.to_state = 'excluded') AS excluded
  FROM honours.nomination_move AS move
  JOIN honours.nomination USING (nomination_no)
 WHERE nomination.cycle = :cycle AND move.from_state = 'recommended'
