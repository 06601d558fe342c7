-- What a file holds and what it was made of never change; only what is known of it does.
REVOKE UPDATE ON file FROM motcua_app;
GRANT UPDATE (checked_at, damage, pages, withheld, unscreened, unread) ON file TO motcua_app;
