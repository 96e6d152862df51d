-- Who was at a meeting and who was not, by one record of it (award/11).
-- Read by honours.services.notice.meeting.register.
SELECT name, post, is_present, absence_reason
  FROM honours.meeting_attendance
 WHERE cycle = :cycle AND meeting_no = :meeting_no
 ORDER BY member_no
