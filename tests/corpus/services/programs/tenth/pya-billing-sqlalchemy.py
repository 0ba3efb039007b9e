"""Nightly billing: books each subscription, goes on after a bad one, dies if the ledger is locked away."""
import logging
import sys

from sqlalchemy import ForeignKey, String, create_engine, event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

logging.basicConfig(
    stream=sys.stdout, level=logging.INFO,
    format="%(asctime)s %(levelname)-8s [%(name)s] %(message)s",
)
log = logging.getLogger("billing.nightly")


class Base(DeclarativeBase):
    pass


class Plan(Base):
    __tablename__ = "plan"
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    cents: Mapped[int]


class Invoice(Base):
    __tablename__ = "invoice"
    number: Mapped[int] = mapped_column(primary_key=True)
    plan_code: Mapped[str] = mapped_column(ForeignKey("plan.code"))
    period: Mapped[str] = mapped_column(String(7))


class BookingFailed(Exception):
    pass


engine = create_engine("sqlite://")


@event.listens_for(engine, "connect")
def strict(conn, _):
    conn.execute("PRAGMA foreign_keys = ON")


def book(session, number, plan):
    try:
        session.add(Invoice(number=number, plan_code=plan, period="2026-11"))
        session.commit()
    except IntegrityError as exc:
        session.rollback()
        raise BookingFailed(f"invoice {number} not booked (plan {plan!r})") from exc


def summary(session):
    return session.execute(text("SELECT plan_code, sum(amount) FROM invoice GROUP BY plan_code")).all()


def main():
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Plan(code="basic", cents=900), Plan(code="team", cents=4900)])
        session.commit()
        log.info("run for period 2026-11, 3 subscriptions")
        failed = 0
        for number, plan in ((4101, "basic"), (4102, "legacy"), (4103, "team")):
            try:
                book(session, number, plan)
                log.info("invoice %d booked", number)
            except BookingFailed:
                failed += 1
                log.exception("could not book invoice %d", number)
        if failed:
            log.error("%d of 3 subscriptions were not billed", failed)
        for plan, cents in summary(session):
            log.info("%s: %d", plan, cents)


main()
