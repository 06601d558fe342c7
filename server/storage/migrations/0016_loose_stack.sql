-- Stacks without a dossier: what a desk's scanner saved, and the archive's own papers.
ALTER TABLE stack ALTER COLUMN dossier DROP NOT NULL;
ALTER TABLE stack ADD COLUMN purpose text NOT NULL DEFAULT 'dossier' CHECK (purpose IN ('dossier', 'desk', 'archive'));
ALTER TABLE stack ADD COLUMN unit text NOT NULL DEFAULT '';
ALTER TABLE stack ADD COLUMN source text NOT NULL DEFAULT '';
ALTER TABLE stack ADD CONSTRAINT stack_purpose_dossier CHECK ((purpose = 'dossier') = (dossier IS NOT NULL));
CREATE UNIQUE INDEX stack_source ON stack (agency, source) WHERE source <> '';
CREATE INDEX stack_unassigned ON stack (agency, uploaded_at) WHERE purpose = 'desk';
COMMENT ON COLUMN stack.source IS 'Where it came from, so that nothing is taken twice; empty: uploaded';

ALTER TABLE file ADD COLUMN made_from uuid REFERENCES file (id);
CREATE INDEX file_made_from ON file (made_from) WHERE made_from IS NOT NULL;
CREATE INDEX file_uncounted ON file (created_at) WHERE pages IS NULL AND withheld IS NULL;
COMMENT ON COLUMN file.made_from IS 'The original a derivative was made of; the original stays as it came';
