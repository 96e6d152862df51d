-- Qualified studios to which no verification form was made yet, with what their applications claim of each aspect
-- (model-studio/12).
-- Read by honours.services.review.verification.
SELECT n.nomination_no, n.category, n.project_name AS studio_name, n.unit_name,
       a.team_size, a.place_area_m2, a.recognised_projects, a.annual_funds_cny, a.award_count, a.trained_count,
       a.patent_count, a.economic_benefit_cny, a.social_benefit_count
  FROM honours.nomination AS n
  LEFT JOIN honours.studio_application AS a USING (nomination_no)
 WHERE n.cycle = :cycle AND n.state = 'qualified'
   AND NOT EXISTS (SELECT FROM honours.verification_form AS f WHERE f.nomination_no = n.nomination_no)
 ORDER BY n.nomination_no
