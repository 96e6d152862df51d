-- The workbooks of the industry consultation that have not come back whole and are not closed (award/12).
-- Read by honours.services.notice.consultation.waiting.
SELECT s.expert_no, s.sheet_no, e.name, e.email, s.sent_on, s.reply_working_days, s.due_on, s.silence,
       count(*) AS entries, count(a.nomination_no) AS answered,
       array_agg(c.nomination_no ORDER BY c.nomination_no) FILTER (WHERE a.nomination_no IS NULL) AS unanswered
  FROM honours.consultation_sheet AS s
  JOIN honours.expert AS e USING (expert_no)
  JOIN honours.consultation AS c USING (cycle, expert_no, sheet_no)
  LEFT JOIN honours.consultation_answer AS a ON a.nomination_no = c.nomination_no AND a.expert_no = c.expert_no
 WHERE s.cycle = :cycle AND s.received_on IS NULL AND s.closed_on IS NULL
   AND NOT EXISTS (SELECT FROM honours.standing_conflict AS k
                    WHERE k.nomination_no = c.nomination_no AND k.expert_no = c.expert_no)
 GROUP BY s.expert_no, s.sheet_no, e.name, e.email, s.sent_on, s.reply_working_days, s.due_on, s.silence
 ORDER BY s.expert_no, s.sheet_no
