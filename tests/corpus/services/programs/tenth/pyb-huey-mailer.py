"""Receipts by mail, sent from a Huey queue.  huey_consumer mailer.huey -w 2"""
import smtplib
from email.message import EmailMessage

from huey import SqliteHuey, crontab

huey = SqliteHuey("mailer", filename="/srv/blind10-pyb/mailer/queue.db")

TEMPLATES = {"receipt": "Thank you for order {order}. You paid {total:.2f} EUR.\n"}


class NoSuchTemplate(KeyError):
    pass


def render(template, values):
    try:
        return TEMPLATES[template].format(**values)
    except KeyError as exc:
        raise NoSuchTemplate(template)


@huey.task(retries=1, retry_delay=1)
def send(address, template, **values):
    text = render(template, values)
    mail = EmailMessage()
    mail["To"] = address
    mail["Subject"] = template
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", 18440, timeout=2) as smtp:
        smtp.send_message(mail)


@huey.task()
def count(order):
    return len(order)


@huey.periodic_task(crontab(hour="3"))
def cleanup():
    pass
