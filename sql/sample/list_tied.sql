-- The nominations of a cycle that are level at the line of their category (award/2, award/11).
-- Read by honours.services.sample.comparison.
SELECT nomination_no, category FROM honours.ranking WHERE cycle = :cycle AND outcome = 'tied'
