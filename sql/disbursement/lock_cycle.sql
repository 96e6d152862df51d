-- Lets one worker at a time plan, approve or batch the payments of a cycle; yields nothing when it is not open.
-- Read by honours.services.disbursement.planning.
SELECT cycle FROM honours.cycle WHERE cycle = :cycle FOR NO KEY UPDATE
