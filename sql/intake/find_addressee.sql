-- What is known of the cycle and the body that a workbook names (award/10), and which cycles there are.
-- Read by honours.services.intake.nominations.
SELECT
    (SELECT c.nominations_due_on FROM honours.cycle AS c WHERE c.cycle = :cycle) AS nominations_due_on,
    (SELECT b.name FROM honours.recommending_body AS b WHERE b.body_code = :body_code AND b.is_active) AS body_name,
    (SELECT string_agg(c.cycle, '、' ORDER BY c.cycle) FROM honours.cycle AS c) AS cycles
