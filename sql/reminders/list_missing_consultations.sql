-- Workbooks of the industry consultation that have not come back whole while they may still be answered (award/12).
-- Read by honours.services.reminders.
SELECT s.cycle, s.due_on, s.expert_no, s.sheet_no, e.name, e.email AS addressee, count(*) AS entries
  FROM honours.consultation_sheet AS s
  JOIN honours.cycle AS c USING (cycle)
  JOIN honours.expert AS e USING (expert_no)
  JOIN honours.consultation AS k ON k.cycle = s.cycle AND k.expert_no = s.expert_no AND k.sheet_no = s.sheet_no
 WHERE NOT c.is_replay
   AND s.received_on IS NULL
   AND s.closed_on IS NULL
   -- What comes after the last day is not taken, so nobody is asked for it any more.
   AND s.due_on >= :today
 GROUP BY s.cycle, s.due_on, s.expert_no, s.sheet_no, e.name, e.email
 ORDER BY s.cycle, s.expert_no, s.sheet_no
