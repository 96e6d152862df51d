-- Changes of the holiday table and the windows that moved with it (award/10, award/12, model-studio/9, employee-studio/6).
-- Read by 0021_windows.py.

CREATE TABLE honours.calendar_change (
    change_no BIGINT GENERATED ALWAYS AS IDENTITY,
    found_on DATE NOT NULL,
    days JSONB NOT NULL,
    windows INTEGER NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_calendar_change PRIMARY KEY (change_no)
);

CREATE TABLE honours.window_change (
    change_no BIGINT NOT NULL,
    cycle TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    label TEXT NOT NULL,
    opened_on DATE,
    old_closes_on DATE NOT NULL,
    new_closes_on DATE NOT NULL,
    effect TEXT NOT NULL,
    why TEXT NOT NULL,
    to_do TEXT NOT NULL,
    body_code TEXT,
    expert_no TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_window_change PRIMARY KEY (change_no, cycle, kind, subject),
    CONSTRAINT ck_window_change_kind_known CHECK (kind IN ('posting', 'notice', 'objection_reply', 'consultation_reply', 'milestone')),
    CONSTRAINT ck_window_change_effect_known CHECK (effect IN ('moved', 'kept', 'acted_upon')),
    CONSTRAINT fk_window_change_change_no FOREIGN KEY(change_no) REFERENCES honours.calendar_change (change_no),
    CONSTRAINT fk_window_change_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle)
);

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY['calendar_change', 'window_change'] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;
