-- Workbooks of the industry consultation whose last day counts or has counted: out still, or closed on silence (award/12).
-- Read by honours.services.windows.finding.
SELECT s.cycle, s.expert_no, s.sheet_no, e.name, s.sent_on, s.reply_working_days, s.due_on, s.closed_on IS NULL AS is_open
  FROM honours.consultation_sheet AS s
  JOIN honours.expert AS e USING (expert_no)
 WHERE s.received_on IS NULL
 ORDER BY s.cycle, s.expert_no, s.sheet_no
