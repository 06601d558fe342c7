-- When each round (regular duty of the workers) began last, so that several workers do it once.
CREATE TABLE round (
    name text PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    began_at timestamptz NOT NULL
);
COMMENT ON TABLE round IS 'Việc định kỳ: the last beginning of each regular duty';

-- Dossiers whose time runs or whose partner may be late, in the order the watch walks them.
CREATE INDEX dossier_watched ON dossier (id)
    WHERE state IN ('Received', 'InProcess', 'AwaitingSupplement', 'AwaitingPayment', 'WithdrawalAsked') AND NOT cancelled;
