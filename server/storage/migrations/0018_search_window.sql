-- The newest dossiers by the rarer ways to see one: decided or supported by an agency that did not receive it.
CREATE INDEX dossier_decided_elsewhere ON dossier (deciding_agency, opened_at DESC, id DESC) WHERE deciding_agency <> agency;
CREATE INDEX dossier_supporting ON dossier (supporting_point, opened_at DESC, id DESC) WHERE supporting_point <> '';
