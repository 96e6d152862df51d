-- A reminder is noted before it is sent, so that it is sent once.
-- Read by honours.services.reminders.
INSERT INTO honours.reminder (cycle, subject, addressee, due_on, days_left, channel, says)
VALUES (:cycle, :subject, :addressee, :due_on, :days_left, :channel, :says)
ON CONFLICT DO NOTHING
