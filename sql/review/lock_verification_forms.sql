-- Lets no form of a cycle change while what it says is judged (model-studio/12).
-- Read by honours.services.review.verification.
SELECT nomination_no FROM honours.verification_form WHERE cycle = :cycle ORDER BY nomination_no FOR UPDATE
