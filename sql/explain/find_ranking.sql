-- Where a nomination stands in its category (award/2, award/11).
-- Read by honours.services.explain.
SELECT mean_points, rank, outcome, tie_keys FROM honours.ranking WHERE nomination_no = :nomination_no
