-- One workbook of the industry consultation, held until the transaction ends (award/12).
-- Read by honours.services.notice.consultation.answers.
SELECT s.sent_on, s.reply_working_days, s.due_on, s.closed_on, e.name
  FROM honours.consultation_sheet AS s
  JOIN honours.expert AS e USING (expert_no)
 WHERE s.cycle = :cycle AND s.expert_no = :expert_no AND s.sheet_no = :sheet_no
   FOR UPDATE OF s
