"""Web shop: Flask + SQLAlchemy, the default logging of Flask plus access lines."""
import logging, sys
from flask import Flask, request, g
from sqlalchemy import create_engine, Column, Integer, String, UniqueConstraint
from sqlalchemy.orm import declarative_base, Session
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="[%(asctime)s] %(levelname)s in %(module)s: %(message)s")
log = logging.getLogger("access")
Base = declarative_base()
class Coupon(Base):
    __tablename__ = "coupons"
    id = Column(Integer, primary_key=True)
    code = Column(String, unique=True, nullable=False)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
app = Flask("webshop")
class StockError(Exception):
    def __init__(self, sku, left):
        super().__init__(f"sku {sku} sold out\n  left: {left}\n  reserved: 3")
@app.after_request
def access(resp):
    log.info('%s %s -> %s (errors=0, %d bytes)', request.method, request.full_path, resp.status, resp.content_length or 0)
    return resp
@app.route("/items")
def items(): return {"items": list(range(int(request.args.get("n", 3))))}
@app.route("/coupon/<code>", methods=["POST"])
def coupon(code):
    with Session(engine) as s:
        s.add(Coupon(code=code)); s.commit()
    return "ok"
@app.route("/cart", methods=["POST"])
def cart():
    try:
        return {"a": 1}[request.form["sku"]]
    except KeyError as e:
        raise StockError("AB-7", 0) from e
c = app.test_client()
log.info("webshop 2.3 up, 0 exceptions in the last run")
for i in range(6): c.get(f"/items?n={i}")
c.post("/coupon/XMAS")
c.get("/items?q=error%20handling")
c.post("/coupon/XMAS")
for i in range(7): c.get(f"/items?n={i}")
c.post("/cart", data={"sku": "zz"})
c.get("/nowhere")
for i in range(4): c.get(f"/items?n={i}")
