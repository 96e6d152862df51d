-- The cycle that was collecting when a file came, and the body whose folder it lay in (award/10).
-- Read by honours.services.intake.evidence.
SELECT c.cycle, c.nominations_due_on, b.name AS body_name
FROM (VALUES (1)) AS always (one)
LEFT JOIN LATERAL (
    SELECT cycle, nominations_due_on FROM honours.cycle
    WHERE scheme = :scheme AND call_on <= :on
    ORDER BY year DESC LIMIT 1
) AS c ON true
LEFT JOIN honours.recommending_body AS b ON b.body_code = :body_code AND b.is_active
