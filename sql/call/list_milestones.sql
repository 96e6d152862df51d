-- The planned days of a cycle in their order.
-- Read by honours.services.call.
SELECT code, label, planned_on, rests_on, is_lawful_limit, is_provisional, reached_on
  FROM honours.milestone
 WHERE cycle = :cycle
 ORDER BY planned_on, code
