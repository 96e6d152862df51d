-- What people call the nominations :numbers by, and what those honoured in fact were granted (award/14, model-studio/20,
-- employee-studio/12).
-- Read by honours.services.what_if.
SELECT nomination.nomination_no, nomination.project_name, nomination.person_name, nomination.state, body.name AS body_name,
       (SELECT sum(entitlement.amount_cny) FROM honours.entitlement
         WHERE entitlement.nomination_no = nomination.nomination_no) AS granted_cny
  FROM honours.nomination
  JOIN honours.recommending_body AS body USING (body_code)
 WHERE nomination.nomination_no = ANY(:numbers)
 ORDER BY nomination.nomination_no
