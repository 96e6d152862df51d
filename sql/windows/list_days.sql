-- The calendar as the database was last told of it.
-- Read by honours.services.windows.days.
SELECT day, is_working, reason, is_provisional FROM honours.calendar_day ORDER BY day
