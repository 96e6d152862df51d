-- The experts of the roster by number, all of them or :expert_no only (award/11, employee-studio/6).
-- Read by honours.services.review.experts.
SELECT e.expert_no, e.name, e.unit_name, e.unit_uscc, e.body_code, b.name AS body_name, e.professional_title,
       e.speciality, e.is_active, e.serving_since_year, e.has_agreed, e.agreed_year, e.most_entries
  FROM honours.expert AS e
  LEFT JOIN honours.recommending_body AS b USING (body_code)
 WHERE CAST(:expert_no AS text) IS NULL OR e.expert_no = :expert_no
 ORDER BY e.expert_no
