-- Recommending bodies that have not sent a workbook that could be taken, while the intake of the cycle is open (award/10).
-- Read by honours.services.reminders.
SELECT c.cycle, c.nominations_due_on AS due_on, b.body_code, b.name, b.contact_name, b.contact_email AS addressee
  FROM honours.cycle AS c
 CROSS JOIN honours.recommending_body AS b
 WHERE NOT c.is_replay
   AND b.is_active
   AND NOT EXISTS (
       SELECT FROM honours.decision AS d WHERE d.cycle = c.cycle AND d.kind = 'intake_closed')
   AND NOT EXISTS (
       SELECT FROM honours.submission AS s
        WHERE s.cycle = c.cycle
          AND s.body_code = b.body_code
          AND s.kind = 'nomination_workbook'
          AND s.status IN ('accepted', 'partly'))
 ORDER BY c.cycle, b.body_code
