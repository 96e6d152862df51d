-- An objection is numbered within its cycle: three schemes have notices in one year, and the same number in another cycle
-- must not write over this one. Read by 0010_objection_key.py.
ALTER TABLE honours.objection DROP CONSTRAINT pk_objection;
ALTER TABLE honours.objection ADD CONSTRAINT pk_objection PRIMARY KEY (cycle, objection_no);
