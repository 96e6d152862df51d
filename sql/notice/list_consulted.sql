-- Who was asked about which entry, with what each choice was drawn (award/12).
-- Read by honours.services.notice.consultation.record.
SELECT c.nomination_no, n.project_name, n.speciality, c.expert_no, e.name AS expert_name, e.unit_name AS expert_unit,
       c.has_scored, s.sent_on, s.seed
  FROM honours.consultation AS c
  JOIN honours.consultation_sheet AS s USING (cycle, expert_no, sheet_no)
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.expert AS e ON e.expert_no = c.expert_no
 WHERE c.cycle = :cycle
 ORDER BY c.nomination_no, c.expert_no
