CREATE TABLE stock (sku text PRIMARY KEY, pieces int NOT NULL CHECK (pieces >= 0));
INSERT INTO stock VALUES ('A-1', 5), ('A-2', 0);
INSERT INTO stock VALUES ('A-1', 9);
UPDATE stock
   SET pieces = pieces - 1
 WHERE sku = 'A-2';
SELECT sku, piece FROM stock;
CREATE FUNCTION share(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 100 / n; END $$;
SELECT share(0);
DO $$ BEGIN RAISE WARNING 'error count is %', 0; RAISE EXCEPTION E'stock is inconsistent\nrun the recount first'; END $$;
SELECT pg_sleep(0.5);
SELECT pg_terminate_backend(pg_backend_pid());
