.PHONY: all export check migrate
all: check export migrate
check:
	dbtool check
export:
	dbtool export export.csv
migrate: 
	dbtool migrate
