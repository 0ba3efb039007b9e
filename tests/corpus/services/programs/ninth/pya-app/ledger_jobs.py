"""Nightly ledger jobs under APScheduler, SQLAlchemy below."""
import logging
import time
from datetime import datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import ForeignKey, String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

log = logging.getLogger("ledger")


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    iban: Mapped[str] = mapped_column(String(34), unique=True)


class Entry(Base):
    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    cents: Mapped[int]


engine = create_engine("sqlite://", poolclass=StaticPool,
                       connect_args={"check_same_thread": False})


def import_accounts():
    with Session(engine) as s:
        for iban in ("DE01", "DE02", "DE01"):
            s.add(Account(iban=iban))
            s.flush()
        s.commit()


def rotate_statements():
    n = 0
    with Session(engine) as s:
        n = len(s.scalars(select(Entry)).all())
    log.info("rotated %d statements, 0 errors", n)


def main():
    logging.basicConfig(level=logging.INFO,
                        format="%(levelname)s:%(name)s:%(message)s")
    Base.metadata.create_all(engine)
    sched = BackgroundScheduler(executors={"default": ThreadPoolExecutor(1)}, timezone="UTC")
    soon = datetime.now() + timedelta(seconds=1)
    sched.add_job(import_accounts, "interval", minutes=30, next_run_time=soon, id="import")
    sched.add_job(rotate_statements, "interval", minutes=5,
                  next_run_time=soon + timedelta(seconds=1), id="rotate")
    sched.start()
    time.sleep(3)
    sched.shutdown()
    log.info("ledger stopped")


main()
