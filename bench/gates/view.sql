-- What the suite of bench/gates/nominations.json looks at, made as the views of the real gates are.
-- Read by bench/gates.py.
CREATE VIEW honours.gate_bench WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.category, n.body_code, n.received_on, c.nominations_due_on, b.is_active,
       p.nomination_no IS NOT NULL AS has_posting, n.unit_uscc, n.person_id_last4, n.professional_title, n.speciality,
       n.completer_rank, n.project_name, n.payee_name, n.person_name, p.taken_down_on, p.posted_on, p.recommended_on,
       t.person_id_hmac IS NOT NULL AS is_person_twice, n.prior_award
  FROM honours.nomination AS n
  JOIN honours.cycle AS c USING (cycle)
  JOIN honours.recommending_body AS b USING (body_code)
  LEFT JOIN honours.nomination_posting AS p USING (nomination_no)
  LEFT JOIN (SELECT person_id_hmac FROM honours.nomination WHERE cycle = honours.gate_setting('cycle')
              GROUP BY 1 HAVING count(*) > 1) AS t USING (person_id_hmac)
 WHERE n.cycle = honours.gate_setting('cycle');
GRANT SELECT ON honours.gate_bench TO honours_app;
