-- Every expert who has to step back from an entry of a cycle, and why (award/11, employee-studio/6).
-- Read by honours.services.sample.comparison.
SELECT DISTINCT nomination_no, expert_no, kind FROM honours.standing_conflict WHERE cycle = :cycle
