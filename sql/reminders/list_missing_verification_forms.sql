-- Verification forms that have not come back whole, with the planned day of the end of the visits (model-studio/12).
-- Visitors are the office's own staff, so the office is reminded, once for all studios of a cycle.
-- Read by honours.services.reminders.
SELECT f.cycle, m.planned_on AS due_on,
       array_agg(n.nomination_no || ' ' || n.project_name ORDER BY n.nomination_no) AS studios
  FROM honours.verification_form AS f
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.cycle AS c ON c.cycle = f.cycle
  JOIN honours.milestone AS m ON m.cycle = f.cycle AND m.code = 'verification_done'
 WHERE NOT c.is_replay
   AND f.received_on IS NULL
   AND n.state = 'qualified'
   AND m.reached_on IS NULL
 GROUP BY f.cycle, m.planned_on
 ORDER BY f.cycle
