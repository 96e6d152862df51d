-- One reminder that was noted and not sent, except those that failed in this round; another worker takes another one.
-- Read by honours.services.reminders.
SELECT cycle, subject, addressee, due_on, days_left, says
  FROM honours.reminder
 WHERE sent_at IS NULL
   AND NOT (cycle || ' ' || subject || ' ' || addressee || ' ' || due_on || ' ' || days_left = ANY (:failed))
 ORDER BY recorded_at, addressee
 LIMIT 1
   FOR UPDATE SKIP LOCKED
