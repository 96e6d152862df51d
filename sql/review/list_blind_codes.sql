-- Which blind code stands for which entry, for the staff alone (award/11, employee-studio/6).
-- Read by honours.services.review.blinding.key_list.
SELECT c.code, n.nomination_no, n.category, n.project_name, n.person_name, n.unit_name, b.name AS body_name
  FROM honours.blind_code AS c
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.recommending_body AS b USING (body_code)
 WHERE c.cycle = :cycle
 ORDER BY n.category, c.code
