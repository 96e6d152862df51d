-- How many nominations of a cycle a person accepted and refused at the examinations :stages (award/11,
-- model-studio/12); one refused rule refuses the nomination.
-- Read by honours.services.review.qualification.
SELECT count(*) FILTER (WHERE NOT is_refused) AS accepted, count(*) FILTER (WHERE is_refused) AS refused
  FROM (
    SELECT bool_or(outcome = 'refused') AS is_refused
      FROM honours.ruling
     WHERE cycle = :cycle
       AND EXISTS (
           SELECT FROM honours.verdict
            WHERE verdict.nomination_no = ruling.nomination_no AND verdict.rule = ruling.rule
              AND verdict.stage = ANY(:stages))
     GROUP BY nomination_no
  ) AS ruled
