-- What experts of the trade said of the entries that a person has to rule on: each answer, and who kept silent (award/12).
-- Read by honours.services.notice.consultation.ruling.
SELECT n.nomination_no, n.category, n.project_name, n.unit_name, e.name AS expert_name, e.unit_name AS expert_unit,
       c.has_scored, a.nomination_no IS NOT NULL AS has_answered,
       a.direction_reply, a.direction_reason, a.advancement_reply, a.advancement_reason, a.effect_reply, a.effect_reason
  FROM honours.consultation_standing AS k
  JOIN honours.consultation AS c USING (nomination_no)
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.expert AS e ON e.expert_no = c.expert_no
  LEFT JOIN honours.consultation_answer AS a ON a.nomination_no = c.nomination_no AND a.expert_no = c.expert_no
 WHERE k.cycle = :cycle AND k.standing = 'referred'
 ORDER BY n.nomination_no, e.expert_no
