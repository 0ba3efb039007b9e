"""Sends two mails to the postfix of make.sh; the alias map it needs does not exist."""
import smtplib

for rcpt in ("picker@depot.example", "nobody@depot.example"):
    try:
        s = smtplib.SMTP("127.0.0.1", 27025, local_hostname="client.example")
        s.sendmail("boss@depot.example", [rcpt], "Subject: ERROR report\n\n0 errors\n")
        s.quit()
    except smtplib.SMTPException as e:
        print(e)
