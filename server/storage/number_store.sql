-- name: next_number
-- Session::commit knows this statement: the locks go first, then the answer waits for the disk.
INSERT INTO number_series (agency, kind, book, period, last) VALUES (:agency, :kind, :book, :period, 1)
ON CONFLICT (agency, kind, book, period) DO UPDATE SET last = number_series.last + 1
RETURNING last, set_config('synchronous_commit', 'off', true) AS off;
