CREATE TABLE item (sku text PRIMARY KEY, qty int NOT NULL CHECK (qty >= 0));
CREATE FUNCTION take(s text, n int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE left_over int;
BEGIN
  UPDATE item SET qty = qty - n WHERE sku = s RETURNING qty INTO left_over;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no item %', s USING HINT = 'Is the catalogue loaded?';
  END IF;
  RETURN left_over;
END $$;
INSERT INTO item VALUES ('bolt', 12), ('nut', 3);
SELECT take('bolt', 2);
INSERT INTO item VALUES ('nut', 9);
SELECT take('washer', 1);
SELECT take('nut', 4);
DO $$ BEGIN RAISE WARNING 'ERROR: this is only a warning'; END $$;
SELECT sku, qty,
       pric
  FROM item
 WHERE qty > 0;
