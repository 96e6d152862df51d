-- The milestones of a cycle with their planned days, and those on which they were reached.
-- Read by honours.services.explain.
SELECT code, planned_on, reached_on FROM honours.milestone WHERE cycle = :cycle
