-- Qualified studios whose verification form has not come back whole (model-studio/12).
-- Read by honours.services.review.verification.
SELECT n.nomination_no, n.project_name AS studio_name, n.unit_name
  FROM honours.nomination AS n
  LEFT JOIN honours.verification_form AS f USING (nomination_no)
 WHERE n.cycle = :cycle AND n.state = 'qualified' AND f.received_on IS NULL
 ORDER BY n.nomination_no
