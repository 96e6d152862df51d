-- The industry consultation on a nomination: every answer and every silence without the expert's name, in an order that
-- tells nothing of who it is, and what a person ruled (award/12). Who must step back since counts no more.
-- Read by honours.services.explain.consultations.
SELECT k.standing, s.sent_on, s.due_on, s.closed_on, c.has_scored, a.nomination_no IS NOT NULL AS has_answered,
       a.direction_reply, a.direction_reason, a.advancement_reply, a.advancement_reason, a.effect_reply,
       a.effect_reason, r.outcome AS ruled_as, r.reason AS ruled_why, r.ruled_by, r.ruled_on
  FROM honours.consultation_standing AS k
  JOIN honours.consultation AS c USING (nomination_no)
  JOIN honours.consultation_sheet AS s ON s.cycle = c.cycle AND s.expert_no = c.expert_no AND s.sheet_no = c.sheet_no
  LEFT JOIN honours.consultation_answer AS a ON a.nomination_no = c.nomination_no AND a.expert_no = c.expert_no
  LEFT JOIN honours.consultation_ruling AS r ON r.nomination_no = c.nomination_no
 WHERE k.nomination_no = :nomination_no
   AND NOT EXISTS (SELECT FROM honours.standing_conflict AS x
                    WHERE x.nomination_no = c.nomination_no AND x.expert_no = c.expert_no)
 ORDER BY md5(s.seed || c.nomination_no || c.expert_no)
