-- The reminder has left the house.
-- Read by honours.services.reminders.
UPDATE honours.reminder
   SET sent_at = :sent_at
 WHERE cycle = :cycle AND subject = :subject AND addressee = :addressee AND due_on = :due_on AND days_left = :days_left
