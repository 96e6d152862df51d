-- Nominations of a cycle that are named and that the register does not have yet (model-studio/6, /8, employee-studio/6,
-- /11), each beside what the register has under its number, under its name, and under its number at the same level.
-- Names are compared without blanks, full or half width and capital or small letters.
-- Read by honours.services.studios.entering.
WITH register AS (
    SELECT studio_no, scheme, name, unit_name, unit_uscc,
           lower(regexp_replace(normalize(name, NFKC), '\s', '', 'g')) AS name_key
      FROM honours.studio
), named AS (
    SELECT n.nomination_no, n.category, n.body_code, n.project_name, n.unit_name, n.unit_uscc,
           nullif(upper(btrim(a.studio_no)), '') AS studio_no,
           lower(regexp_replace(normalize(n.project_name, NFKC), '\s', '', 'g')) AS name_key
      FROM honours.nomination AS n
      LEFT JOIN honours.studio_application AS a USING (nomination_no)
     WHERE n.cycle = :cycle AND n.state IN ('awarded', 'paid')
       AND NOT EXISTS (SELECT FROM honours.studio_naming AS done WHERE done.nomination_no = n.nomination_no)
)
SELECT n.nomination_no, n.category, n.body_code, n.project_name, n.unit_name, n.unit_uscc, n.studio_no,
       own.scheme AS own_scheme, own.name AS own_name, own.unit_name AS own_unit_name, own.unit_uscc AS own_unit_uscc,
       level.named_on AS level_named_on,
       same.studio_no AS same_no, same.name AS same_name, same.unit_name AS same_unit_name,
       (SELECT array_agg(other.nomination_no ORDER BY other.nomination_no)
          FROM named AS other
         WHERE other.nomination_no <> n.nomination_no
           AND (other.name_key = n.name_key OR (other.studio_no, other.category) = (n.studio_no, n.category))
       ) AS twin_nos
  FROM named AS n
  LEFT JOIN register AS own ON own.studio_no = n.studio_no
  LEFT JOIN honours.studio_naming AS level ON level.studio_no = n.studio_no AND level.level = n.category
  LEFT JOIN register AS same
    ON same.scheme = :scheme AND same.name_key = n.name_key AND same.studio_no IS DISTINCT FROM n.studio_no
 ORDER BY n.nomination_no
