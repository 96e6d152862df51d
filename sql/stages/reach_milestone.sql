-- A milestone was reached; the first record stands.
-- Read by honours.services.stages.
UPDATE honours.milestone
   SET reached_on = :on
 WHERE cycle = :cycle AND code = :code AND reached_on IS NULL
