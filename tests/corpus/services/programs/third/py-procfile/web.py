"""run by honcho beside mailer.py: plain prints, dies with a chain in a log of prints"""
import json, time


def price(raw):
    return json.loads(raw)["price"]


for i in range(14):
    print("GET /price/%d 200 error=0" % i)
    time.sleep(0.07)
try:
    price('{"price": 12,}')
except ValueError as e:
    e.add_note("payload came from cache node 3")
    raise RuntimeError("no price for item 14") from e
