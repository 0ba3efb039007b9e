# -*- coding: utf-8 -*-
"""dunning letters for open invoices, Python 2.7, jinja2"""
import logging, random, sys
import jinja2
random.seed(4)
logging.basicConfig(stream=sys.stderr, level=logging.DEBUG, format="%(asctime)s %(name)s[%(process)d] %(levelname)s: %(message)s")
log = logging.getLogger("dunning")
env = jinja2.Environment(undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader({
  "reminder.txt": "Dear {{ customer.name }},\nyour invoice {{ invoice.no }} of {{ '%.2f'|format(invoice.amount) }} is due.\n{% include 'footer.txt' %}",
  "footer.txt": "{{ company.bank.iban }}\n",
  "final.txt": "Dear {{ customer.name }}\n{% for l in lines %}{{ l.text }}{% endfor %\n"}))
company = {"bank": {"iban": "XX00 1234"}}
log.info("dunning run started, 0 errors in previous run, error_rate=0.0")
for i in range(12):
    c = {"name": "customer %d" % i}
    log.debug("rendering reminder.txt for account %05d (errors=0)", 4000 + i)
    try:
        comp = company if i != 7 else {}
        t = env.get_template("reminder.txt").render(customer=c, invoice={"no": 100 + i, "amount": random.random() * 900}, company=comp)
        log.info("letter %d queued to /var/spool/letters/error-free/%05d.txt (%d bytes)", i, 4000 + i, len(t))
    except jinja2.UndefinedError:
        log.exception("letter %d not rendered, account %05d", i, 4000 + i)
log.info("reminders done: 11 ok, 1 failed, no exceptions left")
log.warning("template final.txt is used for the first time")
env.get_template("final.txt").render(customer={"name": "x"}, lines=[])
