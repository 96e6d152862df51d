-- The planned days of a cycle's milestones.
-- Read by honours.services.explain.
SELECT code, planned_on FROM honours.milestone WHERE cycle = :cycle
