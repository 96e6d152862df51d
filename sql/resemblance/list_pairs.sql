-- Pairs of nominations of :cycle and others whose texts are close, nearest first, with both texts; two of one cycle that
-- resemble each other are one pair (award/17, model-studio/15.3, employee-studio/9).
-- Read by honours.services.resemblance.side_by_side.
SELECT r.kinship, r.common_percent, r.contained_percent, r.found_on,
       one.nomination_no, one.cycle, one.category, one.unit_name, one_body.name AS body_name, one.person_name,
       one_text.content,
       other.nomination_no AS other_no, other.cycle AS other_cycle, other.category AS other_category,
       other.unit_name AS other_unit_name, other_body.name AS other_body_name, other.person_name AS other_person_name,
       other_text.content AS other_content
  FROM honours.text_resemblance AS r
  JOIN honours.nomination AS one ON one.nomination_no = r.nomination_no AND one.revision = r.revision
  JOIN honours.nomination AS other ON other.nomination_no = r.other_no
  JOIN honours.recommending_body AS one_body ON one_body.body_code = one.body_code
  JOIN honours.recommending_body AS other_body ON other_body.body_code = other.body_code
  JOIN honours.nomination_text AS one_text ON one_text.nomination_no = one.nomination_no
  JOIN honours.nomination_text AS other_text ON other_text.nomination_no = other.nomination_no
 WHERE r.cycle = :cycle AND NOT one.is_withdrawn AND NOT (other.cycle = r.cycle AND other.is_withdrawn)
   AND (r.nomination_no < r.other_no OR NOT EXISTS (
       SELECT FROM honours.text_resemblance AS mirrored
        WHERE mirrored.cycle = r.cycle AND mirrored.nomination_no = r.other_no AND mirrored.other_no = r.nomination_no))
 ORDER BY r.common_percent DESC, r.nomination_no, r.other_no
