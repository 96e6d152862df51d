-- What one record of the chair's meeting says of each entry: votes, recusals, outcome (award/11).
-- Read by honours.services.notice.meeting.
SELECT v.nomination_no, n.project_name, n.state, v.votes_for, v.votes_against, v.abstentions, v.outcome, v.reason,
       c.recused
  FROM honours.meeting_vote AS v
  JOIN honours.nomination AS n USING (nomination_no)
  LEFT JOIN LATERAL (
      SELECT string_agg(p.name || '（' || c.reason || '）', '、' ORDER BY p.member_no) AS recused
        FROM honours.meeting_recusal AS c
        JOIN honours.meeting_attendance AS p USING (cycle, meeting_no, member_no)
       WHERE c.cycle = v.cycle AND c.meeting_no = v.meeting_no AND c.nomination_no = v.nomination_no
  ) AS c ON true
 WHERE v.cycle = :cycle AND v.meeting_no = :meeting_no
 ORDER BY v.nomination_no
