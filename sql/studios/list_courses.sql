-- How the given nominations came to be named: when they arrived, what the visit, the experts, the meeting and the notice
-- say of them (model-studio/9, /12, /14, employee-studio/6).
-- Read by honours.services.studios.dossier.facts.
SELECT n.nomination_no, n.received_on, n.project_summary, visit.visited_on, visit.visitors, r.mean_points, r.rank,
       meeting.decided_on AS meeting_on, meeting.answer ->> 'minutes_no' AS minutes_no, notice.posted_on, notice.closes_on
  FROM honours.nomination AS n
  LEFT JOIN honours.verification_form AS visit USING (nomination_no)
  LEFT JOIN honours.ranking AS r USING (nomination_no)
  LEFT JOIN LATERAL (
       SELECT decided_on, answer FROM honours.decision AS decided
        WHERE decided.cycle = n.cycle AND decided.kind = 'chair_meeting'
        ORDER BY decision_no DESC LIMIT 1) AS meeting ON true
  LEFT JOIN honours.entry_notice AS notice ON notice.nomination_no = n.nomination_no
 WHERE n.nomination_no = ANY(CAST(:nomination_nos AS text[]))
