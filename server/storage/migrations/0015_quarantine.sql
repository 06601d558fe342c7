-- Papers with a secrecy stamp: kept apart, shown to nobody, registered nowhere, until they are removed safely.
CREATE TABLE quarantine (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    door text NOT NULL CHECK (door IN ('declared', 'text_layer', 'page', 'partner')),
    level text NOT NULL CHECK (level IN ('MẬT', 'TỐI MẬT', 'TUYỆT MẬT')),
    dossier uuid REFERENCES dossier (id),
    stack uuid REFERENCES stack (id),
    sha256 text NOT NULL DEFAULT '',
    size bigint NOT NULL DEFAULT 0,
    brought_by uuid,
    found_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'removed')),
    removed_at timestamptz,
    removed_by uuid,
    removal_record text NOT NULL DEFAULT '',
    CHECK ((state = 'removed') = (removed_at IS NOT NULL AND removal_record <> ''))
);
CREATE INDEX quarantine_agency ON quarantine (agency, found_at DESC, id DESC);
CREATE INDEX quarantine_held ON quarantine (id) WHERE state = 'held';
CREATE INDEX quarantine_dossier ON quarantine (dossier);
CREATE INDEX quarantine_stack ON quarantine (stack);
COMMENT ON TABLE quarantine IS 'Tài liệu mật bị cách ly: by which door it came, and the record under which it was removed';
REVOKE DELETE, TRUNCATE ON quarantine FROM motcua_app;

ALTER TABLE file ADD COLUMN withheld uuid REFERENCES quarantine (id);
CREATE INDEX file_withheld ON file (withheld) WHERE withheld IS NOT NULL;
COMMENT ON COLUMN file.withheld IS 'The quarantine its content lies in; nobody is given it any more';
