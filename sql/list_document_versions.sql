-- All versions of one produced document, oldest first.
-- Read by honours.storage.unit_of_work.
SELECT version, sha256, file_name, made_on
  FROM honours.document
 WHERE cycle = :cycle AND stage = :stage AND kind = :kind AND subject = :subject
 ORDER BY version
