-- A form that was sent, with what its application claims of each aspect, and whether it was judged (model-studio/12).
-- Read by honours.services.review.verification_forms.
SELECT f.nomination_no, f.cycle, f.visited_on, n.state, n.project_name AS studio_name, c.call_on,
       a.team_size, a.place_area_m2, a.recognised_projects, a.annual_funds_cny, a.award_count, a.trained_count,
       a.patent_count, a.economic_benefit_cny, a.social_benefit_count,
       EXISTS (
           SELECT FROM honours.verdict AS v
            WHERE v.nomination_no = n.nomination_no AND v.revision = n.revision AND v.stage = 'verification'
       ) AS is_judged
  FROM honours.verification_form AS f
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.cycle AS c ON c.cycle = f.cycle
  LEFT JOIN honours.studio_application AS a USING (nomination_no)
 WHERE f.nomination_no = :nomination_no AND f.cycle = :cycle
