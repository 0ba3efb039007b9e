"""Order API: flask under gunicorn, SQLAlchemy on sqlite."""
import logging

from flask import Flask, jsonify, request
from sqlalchemy import CheckConstraint, String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    quantity: Mapped[int] = mapped_column(CheckConstraint("quantity > 0"))


engine = create_engine(
    "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
)
Base.metadata.create_all(engine)

app = Flask("orders")
app.logger.setLevel(logging.INFO)


@app.post("/orders")
def create():
    body = request.get_json()
    app.logger.info("new order %s", body["reference"])
    with Session(engine) as session:
        session.add(Order(reference=body["reference"], quantity=body["quantity"]))
        session.commit()
    return jsonify(ok=True), 201


@app.get("/orders/<reference>/price")
def price(reference):
    with Session(engine) as session:
        order = session.query(Order).filter_by(reference=reference).first()
        return jsonify(cents=order.quantity * 250)
