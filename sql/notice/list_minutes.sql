-- The minutes that were taken in for a cycle, under each name the file that came last (award/11).
-- Read by honours.services.notice.meeting.minutes.
SELECT DISTINCT ON (file_name) file_name, sha256, submission_id, received_at
  FROM honours.submission
 WHERE cycle = :cycle AND kind = 'meeting_minutes' AND status = 'accepted'
 ORDER BY file_name, received_at DESC, submission_id DESC
