-- Every file that was refused whole or came too late (award/10, award/18).
-- Read by honours.services.sample.comparison.
SELECT DISTINCT file_name, kind, status
  FROM honours.submission
 WHERE status IN ('refused', 'late') AND (cycle = :cycle OR cycle IS NULL)
