-- The cycles that had been called when a file came, the last due first, and the body whose folder it lay in; one row without
-- a cycle when there is none (award/10, model-studio/9, employee-studio/6).
-- Read by honours.services.intake.evidence.
SELECT c.cycle, c.nominations_due_on, b.name AS body_name
FROM (VALUES (1)) AS always (one)
LEFT JOIN honours.cycle AS c ON c.call_on <= :on
LEFT JOIN honours.recommending_body AS b ON b.body_code = :body_code AND b.is_active
ORDER BY c.nominations_due_on DESC, c.cycle
