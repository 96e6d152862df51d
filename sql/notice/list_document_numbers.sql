-- The document numbers that a cycle has used: its call, its notices, its decision (award/10, award/12, award/13).
-- Read by honours.services.notice.corrections and honours.services.notice.reserve.
SELECT document_no FROM honours.public_notice WHERE cycle = :cycle
 UNION
SELECT document_no FROM honours.cycle WHERE cycle = :cycle
 UNION
SELECT answer ->> 'decision_document_no' FROM honours.decision WHERE cycle = :cycle AND kind = 'chair_meeting'
