-- Pages nobody looked through for a secrecy stamp yet: such a file is given to nobody.
ALTER TABLE file ADD COLUMN unscreened int[] NOT NULL DEFAULT '{}';
ALTER TABLE file ADD COLUMN unread int[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN file.unscreened IS 'Pages still to be looked through for a secrecy stamp; empty: the file may be opened';
COMMENT ON COLUMN file.unread IS 'Pages the recogniser could not read: a person has to look at them';

-- What waits in the queue already.
UPDATE file SET unscreened = ARRAY(SELECT generate_series(1, greatest(file.pages, 1)))
FROM stack s WHERE s.file = file.id AND s.state = 'waiting';
UPDATE file SET unscreened = waiting.pages
FROM (SELECT s.file, array_agg(DISTINCT p.number) AS pages FROM page p JOIN stack s ON s.id = p.stack
      WHERE p.state = 'waiting' GROUP BY s.file) AS waiting
WHERE file.id = waiting.file;
UPDATE file SET unscreened = waiting.pages
FROM (SELECT (payload ->> 'file')::uuid AS file, array_agg(DISTINCT (payload ->> 'page')::int) AS pages FROM job
      WHERE kind = 'screen_page' AND state IN ('ready', 'leased') GROUP BY 1) AS waiting
WHERE file.id = waiting.file;
