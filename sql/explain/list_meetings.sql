-- Every record of the chair's meeting that dealt with a nomination: its vote, the approval, the return of the record and
-- what was found of the entry when it was sent back (award/11). Who stood back is counted, not named.
-- Read by honours.services.explain.meetings.
SELECT m.meeting_no, m.held_on, m.minutes_no, file.file_name AS minutes_file, m.minutes_sha256,
       v.votes_for, v.votes_against, v.abstentions, v.outcome, v.reason,
       (SELECT count(*) FROM honours.meeting_recusal AS c
         WHERE c.cycle = v.cycle AND c.meeting_no = v.meeting_no AND c.nomination_no = v.nomination_no) AS recused,
       m.prepared_by, a.approved_by, a.approved_on,
       r.kind AS returned_as, r.returned_by, r.returned_on, coalesce(e.reason, r.reason) AS return_reason,
       f.outcome AS found_as, f.finding, f.found_by, f.found_on
  FROM honours.meeting_vote AS v
  JOIN honours.meeting AS m ON m.cycle = v.cycle AND m.meeting_no = v.meeting_no
  JOIN honours.submission AS file ON file.submission_id = m.minutes_submission_id
  LEFT JOIN honours.meeting_approval AS a ON a.cycle = m.cycle AND a.meeting_no = m.meeting_no
  LEFT JOIN honours.meeting_return AS r ON r.cycle = m.cycle AND r.meeting_no = m.meeting_no
  LEFT JOIN honours.meeting_returned_entry AS e
    ON e.cycle = m.cycle AND e.meeting_no = m.meeting_no AND e.nomination_no = v.nomination_no
  LEFT JOIN honours.returned_entry_finding AS f
    ON f.cycle = m.cycle AND f.meeting_no = m.meeting_no AND f.nomination_no = v.nomination_no
 WHERE v.nomination_no = :nomination_no
 ORDER BY m.meeting_no
