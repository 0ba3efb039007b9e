. /srv/blind2/lib.sh; cd /srv/blind2/py
cap dunning-letters-27 py 2.7 mailmerge27.py
cap journal-integrity-27 py 2.7 ledger27.py
cap perceptron-overflow-36 py 3.6 train36.py
cap dag-cycle-37 py 3.7 dag37.py
cap sensor-broker-twisted-38 py 3.8 iot38.py
cap greenhouse-yaml-38 py 3.8 yaml38.py
cap chat-greenlets-39 py 3.9 chat39.py
cap paybus-kafka-39 py 3.9 kafka39.py kafka
cap paybus-mongo-39 py 3.9 kafka39.py mongo
cap paybus-postgres-39 py 3.9 kafka39.py pg
cap gallery-tornado-39 py 3.9 tornado39.py
cap lobby-aiohttp-310 py 3.10 aiohttp310.py
cap jobs-apscheduler-310 py 3.10 sched310.py
cap crawl-lxml-310 py 3.10 scrape310.py
cap shop-asgi-310 py 3.10 asgi310.py
