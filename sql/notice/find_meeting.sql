-- The last record of the chair's meeting of a cycle, whether it was approved, sent back and carried out (award/11).
-- Read by honours.services.notice.meeting.records.
SELECT m.meeting_no, m.held_on, m.minutes_no, m.minutes_sha256, m.list_sha256, m.member_count, m.present_count,
       m.quorum_percent, m.approval_percent, m.notice_posted_on, m.notice_document_no, m.decision_document_no,
       m.prepared_by, m.prepared_on, m.answer_sha256, file.file_name AS minutes_file,
       a.approved_by, a.approved_on, r.kind AS returned_as, r.returned_by, r.returned_on, r.reason AS return_reason,
       EXISTS (SELECT FROM honours.decision AS d
                WHERE d.cycle = m.cycle AND d.kind = 'chair_meeting' AND d.decision_no = m.meeting_no) AS is_carried_out
  FROM honours.meeting AS m
  JOIN honours.submission AS file ON file.submission_id = m.minutes_submission_id
  LEFT JOIN honours.meeting_approval AS a ON a.cycle = m.cycle AND a.meeting_no = m.meeting_no
  LEFT JOIN honours.meeting_return AS r ON r.cycle = m.cycle AND r.meeting_no = m.meeting_no
 WHERE m.cycle = :cycle
 ORDER BY m.meeting_no DESC
 LIMIT 1
