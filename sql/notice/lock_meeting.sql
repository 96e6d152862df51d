-- Lets one worker at a time record, approve, return or carry out the chair's meeting of a cycle (award/11).
-- Read by honours.services.notice.meeting.
SELECT cycle FROM honours.cycle WHERE cycle = :cycle FOR NO KEY UPDATE
