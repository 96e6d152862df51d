-- The experts' points on a nomination, without the experts (award/11).
-- Read by honours.services.explain.
SELECT trim_scale(points) AS points FROM honours.counting_score WHERE nomination_no = :nomination_no ORDER BY points DESC
