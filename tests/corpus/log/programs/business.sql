CREATE TABLE shelf (id int PRIMARY KEY, items int NOT NULL CHECK (items >= 0));
INSERT INTO shelf VALUES (3, 12), (7, 0), (9, 4);
SELECT * FROM shelf WHERE id = 3;
INSERT INTO shelf VALUES (7, 1);
SELECT 'ERROR:  none' AS status;
UPDATE shelf
   SET items = items - 1
 WHERE id = 7;
SELECT nothing FROM shelf;
SELEC 1;
DO $$ BEGIN RAISE WARNING 'shelf 12 is low, ERROR soon'; END $$;
DO $$ BEGIN RAISE NOTICE 'ERROR: 0'; END $$;
DO $$ BEGIN RAISE LOG 'ERROR is a word, FATAL too'; END $$;
DO $$ BEGIN RAISE EXCEPTION 'cold room too warm' USING HINT = 'Close the door.', DETAIL = 'It has 9.5 degrees.'; END $$;
SELECT 1/0;
SELECT count(*) FROM shelf;
