-- What the gates compare with, each under a name of its own: the views ask once a row, and reading one setting out of a
-- JSON text for a million rows took as long as the gate itself. Read by 0005_gate_numbers.py.

CREATE OR REPLACE FUNCTION honours.gate_setting(key text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT current_setting('honours.gate_' || key)
$$;

CREATE OR REPLACE FUNCTION honours.gate_number(key text, entry text) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('honours.gate_' || key || '.' || entry, true), '')::numeric
$$;
