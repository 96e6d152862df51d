-- The newest version of the list that is put to the chair's meeting of a cycle (award/11).
-- Read by honours.services.notice.meeting.listing.
SELECT sha256, made_on
  FROM honours.document
 WHERE cycle = :cycle AND stage = 'notice' AND kind = 'meeting_list' AND subject = ''
 ORDER BY version DESC
 LIMIT 1
