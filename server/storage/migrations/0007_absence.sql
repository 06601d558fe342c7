-- Who stands in for an absent officer, the dossiers of one visit, and the ways one notice goes by.
CREATE TABLE absence (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    officer uuid NOT NULL REFERENCES account (id),
    substitute uuid NOT NULL REFERENCES account (id),
    begins_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    reason text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    CHECK (officer <> substitute)
);
CREATE INDEX absence_officer ON absence (officer, ends_at);
CREATE INDEX absence_substitute ON absence (substitute, ends_at);
COMMENT ON TABLE absence IS 'Vắng mặt: from begins_at to ends_at the substitute may do what the officer may; coming back early moves ends_at, before begins_at when it was called off';
REVOKE DELETE, TRUNCATE ON absence FROM motcua_app;

ALTER TABLE account DROP COLUMN stands_in;

-- Nothing asks it since 0003: names are found by dossier_search. Each change of a dossier paid for it.
DROP INDEX dossier_names;

CREATE INDEX dossier_visit ON dossier (visit) WHERE visit <> '';

ALTER TABLE notice ADD COLUMN way text NOT NULL DEFAULT '' CHECK (way IN ('', 'account', 'email', 'phone'));
ALTER TABLE notice DROP CONSTRAINT notice_once;
ALTER TABLE notice ADD CONSTRAINT notice_once UNIQUE (dossier, version, kind, way);
COMMENT ON COLUMN notice.way IS 'Empty: the first way that works; else this way alone, beside one notice for each other way the applicant registered';
