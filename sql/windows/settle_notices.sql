-- Days of notices that the State Council has settled since are provisional no more (award/12).
-- Read by honours.services.windows.following.
UPDATE honours.public_notice SET is_provisional = false WHERE is_provisional AND closes_on <= :announced_until
