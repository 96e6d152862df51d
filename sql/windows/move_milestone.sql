-- A planned day follows the holiday table; what was reached stays.
-- Read by honours.services.windows.following.
UPDATE honours.milestone SET planned_on = :new_closes_on, is_provisional = :is_provisional
 WHERE cycle = :cycle AND code = :subject AND reached_on IS NULL
