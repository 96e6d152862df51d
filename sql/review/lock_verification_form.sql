-- Two copies of one form are taken in one after the other, and none while it is judged (model-studio/12).
-- Read by honours.services.review.verification_forms.
SELECT nomination_no FROM honours.verification_form
 WHERE nomination_no = :nomination_no AND cycle = :cycle
   FOR UPDATE
