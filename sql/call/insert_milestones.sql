-- The planned days of an opened cycle; the first plan stands.
-- Read by honours.services.call.
INSERT INTO honours.milestone (cycle, code, label, planned_on, rests_on, is_lawful_limit, is_provisional)
VALUES (:cycle, :code, :label, :planned_on, :rests_on, :is_lawful_limit, :is_provisional)
ON CONFLICT (cycle, code) DO NOTHING
