-- name: next_number
INSERT INTO number_series (agency, kind, book, period, last) VALUES (:agency, :kind, :book, :period, 1)
ON CONFLICT (agency, kind, book, period) DO UPDATE SET last = number_series.last + 1
RETURNING last;
