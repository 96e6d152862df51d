-- The end of a notice that runs follows the holiday table (award/12).
-- Read by honours.services.windows.following.
UPDATE honours.public_notice SET closes_on = :new_closes_on, is_provisional = :is_provisional
 WHERE cycle = :cycle AND notice_no = CAST(:subject AS integer)
