-- How many studios of a cycle the visits bore out and how many they shut out (model-studio/12).
-- Read by honours.services.review.verification.
SELECT count(*) FILTER (WHERE NOT is_excluded) AS verified, count(*) FILTER (WHERE is_excluded) AS excluded
  FROM (
    SELECT EXISTS (
             SELECT FROM honours.nomination_move AS move
              WHERE move.nomination_no = form.nomination_no
                AND move.from_state = 'qualified' AND move.to_state = 'excluded') AS is_excluded
      FROM honours.verification_form AS form
     WHERE form.cycle = :cycle
  ) AS visited
