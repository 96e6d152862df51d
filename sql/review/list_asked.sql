-- What an expert was asked to score in a category, what experts call it, whether it is still theirs, and whether it was
-- sealed or opened already (award/11, employee-studio/6).
-- Read by honours.services.review.sheets.
SELECT s.nomination_no, coalesce(b.code, s.nomination_no) AS code,
       EXISTS (SELECT FROM honours.standing_assignment AS a
                WHERE a.nomination_no = s.nomination_no AND a.expert_no = s.expert_no) AS is_standing,
       EXISTS (SELECT FROM honours.score_seal AS seal
                WHERE seal.cycle = s.cycle AND seal.category = s.category AND seal.expert_no = s.expert_no
                  AND s.nomination_no = ANY(seal.nomination_nos)) AS is_sealed,
       EXISTS (SELECT FROM honours.score_seal AS seal
                 JOIN honours.score_opening AS o ON o.cycle = seal.cycle AND seal.seal_id <= o.last_seal_id
                WHERE seal.cycle = s.cycle AND seal.category = s.category AND seal.expert_no = s.expert_no
                  AND s.nomination_no = ANY(seal.nomination_nos)) AS is_opened
  FROM honours.score_sheet_entry AS s
  LEFT JOIN honours.blind_code AS b USING (nomination_no)
 WHERE s.cycle = :cycle AND s.category = :category AND s.expert_no = :expert_no
