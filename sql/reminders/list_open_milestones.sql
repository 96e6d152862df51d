-- Milestones of live cycles that the office itself has to reach. The others are asked of those who owe them.
-- Read by honours.services.reminders.
SELECT m.cycle, m.planned_on AS due_on, m.code, m.label, m.rests_on, m.is_provisional
  FROM honours.milestone AS m
  JOIN honours.cycle AS c USING (cycle)
 WHERE NOT c.is_replay
   AND m.reached_on IS NULL
   AND m.code NOT IN ('posting_started', 'posting_closed', 'disbursed')
 ORDER BY m.cycle, m.planned_on
