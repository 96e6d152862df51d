-- Every file that was refused whole or came too late, of those that came in the time of the cycle: what somebody tries
-- afterwards is not of the sample (award/10, award/18).
-- Read by honours.services.sample.comparison.
SELECT DISTINCT file_name, kind, status
  FROM honours.submission
 WHERE status IN ('refused', 'late') AND (cycle = :cycle OR cycle IS NULL)
   AND received_at < (SELECT max(planned_on) + 1 FROM honours.milestone WHERE cycle = :cycle)
