-- What the gate found out about a file when it came in.
ALTER TABLE file ADD COLUMN intake text NOT NULL DEFAULT ''
    CHECK (intake IN ('', 'agency_scan', 'applicant_file', 'agency_document', 'seal_image'));
ALTER TABLE file ADD COLUMN pages int CHECK (pages >= 0);
ALTER TABLE file ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN file.intake IS 'What it was taken in as; empty: made by the system';
COMMENT ON COLUMN file.pages IS 'Counted pages; NULL: not counted (yet), or a text document';
COMMENT ON COLUMN file.warnings IS 'Faults of the scan standard it was taken in with: [{rule, message}]';
