-- The entries that wait for a re-examination after they were sent back from the chair's meeting (award/11).
-- Read by honours.services.notice.meeting.reviewing.
SELECT n.nomination_no, n.project_name, n.unit_name, e.meeting_no, e.reason, r.returned_by, r.returned_on
  FROM honours.nomination AS n
  JOIN LATERAL (
      SELECT * FROM honours.meeting_returned_entry AS e
       WHERE e.cycle = n.cycle AND e.nomination_no = n.nomination_no ORDER BY e.meeting_no DESC LIMIT 1
  ) AS e ON true
  JOIN honours.meeting_return AS r ON r.cycle = e.cycle AND r.meeting_no = e.meeting_no
 WHERE n.cycle = :cycle AND n.state = 'returned'
 ORDER BY n.nomination_no
