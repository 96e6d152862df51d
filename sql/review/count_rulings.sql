-- How many nominations of a cycle a person accepted and refused (award/11); one refused rule refuses the nomination.
-- Read by honours.services.review.qualification.
SELECT count(*) FILTER (WHERE NOT is_refused) AS accepted, count(*) FILTER (WHERE is_refused) AS refused
  FROM (
    SELECT bool_or(outcome = 'refused') AS is_refused
      FROM honours.ruling WHERE cycle = :cycle GROUP BY nomination_no
  ) AS ruled
