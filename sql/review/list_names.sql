-- Every name by which an entry of a cycle could be told, of persons and of organisations (award/11, employee-studio/6):
-- whatever state the entry is in, because an expert may know those that are out as well.
-- Read by honours.services.review.blinding.names.
WITH entry AS (
    SELECT n.nomination_no, n.person_name, n.team_members, n.payee_name, n.unit_name, p.patentee, p.first_inventor_name,
           n.category IN ('standard', 'demonstration') AS is_studio
      FROM honours.nomination AS n
      LEFT JOIN honours.invention_patent AS p USING (nomination_no)
     WHERE n.cycle = :cycle
)
SELECT nomination_no AS name, false AS is_organisation FROM entry
UNION SELECT person_name, false FROM entry
UNION SELECT team_members, false FROM entry WHERE team_members IS NOT NULL
UNION SELECT first_inventor_name, false FROM entry WHERE first_inventor_name IS NOT NULL
UNION SELECT payee_name, is_studio FROM entry
UNION SELECT unit_name, true FROM entry
UNION SELECT patentee, true FROM entry WHERE patentee IS NOT NULL
UNION SELECT name, true FROM honours.recommending_body
UNION SELECT contact_name, false FROM honours.recommending_body
