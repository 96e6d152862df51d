-- Experts and entries of a cycle of whom no score need be there: something keeps them apart (award/11).
-- Read by honours.services.review.verifying.
SELECT expert_no, nomination_no FROM honours.standing_conflict WHERE cycle = :cycle
