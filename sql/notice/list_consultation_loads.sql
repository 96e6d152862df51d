-- How many entries each expert is asked about in the cycle already, and in how many workbooks (award/12).
-- Read by honours.services.notice.consultation.sending.
SELECT s.expert_no, max(s.sheet_no) AS sheets, count(c.nomination_no) AS entries
  FROM honours.consultation_sheet AS s
  LEFT JOIN honours.consultation AS c USING (cycle, expert_no, sheet_no)
 WHERE s.cycle = :cycle
 GROUP BY s.expert_no
