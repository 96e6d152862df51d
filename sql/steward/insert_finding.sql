-- What the daily check found; the first word of a day stands.
-- Read by honours.services.steward.
INSERT INTO honours.steward_finding (checked_on, code, subject, says, action)
VALUES (:checked_on, :code, :subject, :says, :action)
ON CONFLICT DO NOTHING
