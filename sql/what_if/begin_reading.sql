-- The rest of the transaction sees one state of the database and can change none of it.
-- Read by honours.services.what_if.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY
