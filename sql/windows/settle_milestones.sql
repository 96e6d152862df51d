-- Planned days that the State Council has settled since are provisional no more.
-- Read by honours.services.windows.following.
UPDATE honours.milestone SET is_provisional = false
 WHERE is_provisional AND reached_on IS NULL AND planned_on <= :announced_until
