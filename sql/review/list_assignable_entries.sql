-- What experts are assigned to: the qualified nominations of a cycle (award/11, employee-studio/6).
-- Read by honours.services.review.assigning.loading.
SELECT n.nomination_no, n.category, n.speciality
  FROM honours.nomination AS n
 WHERE n.cycle = :cycle AND n.state = 'qualified'
 ORDER BY n.nomination_no
