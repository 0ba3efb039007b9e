"""tapesync: an old backup daemon that nobody dared to port. CPython 2.7, logging.config.fileConfig."""
import StringIO
import logging
import logging.config
import socket
import sys
import threading
import time

CONF = """
[loggers]
keys=root,drive
[handlers]
keys=err
[formatters]
keys=f
[logger_root]
level=INFO
handlers=err
[logger_drive]
level=DEBUG
handlers=
qualname=tapesync.drive
[handler_err]
class=StreamHandler
args=(sys.stdout,)
formatter=f
[formatter_f]
format=%(asctime)s tapesync[%(process)d] %(levelname)s (%(threadName)s) %(name)s - %(message)s
datefmt=%d/%b/%Y:%H:%M:%S
"""
logging.config.fileConfig(StringIO.StringIO(CONF))
log = logging.getLogger("tapesync")
drive = logging.getLogger("tapesync.drive")


class DriveError(IOError):
    pass


class Tape:
    """old style class"""
    def __init__(self, label):
        self.label = label
        self.blocks = 0

    def write(self, path, size):
        if size > 4000:
            raise DriveError(5, "write error on block %d" % self.blocks, path)
        self.blocks += size // 512
        drive.debug("%s: %d blocks, soft errors: 0, hard errors: 0", self.label, self.blocks)


def backup(tape, jobs):
    for path, size in jobs:
        try:
            tape.write(path, size)
            drive.info("wrote %s (%d bytes)", path, size)
        except DriveError:
            drive.error("giving up %s on %s", path, tape.label, exc_info=1)


def verify(tape, want):
    got = dict([("/etc/hosts", 2)])
    for path in want:
        if not got.has_key(path):
            raise "checksum"
        drive.info("verified %s", path)


def announce(tape):
    try:
        socket.create_connection(("127.0.0.1", 1), 0.3)
    except socket.error:
        log.info("catalogue server does not answer, falling back to the local catalogue", exc_info=True)
    log.info("tape %s holds %d blocks of %d", tape.label, tape.blocks)
    log.info("announced")


tape = Tape("LTO-0042")
log.info("tapesync 1.8 up, error log goes to /var/log/tapesync.err")
t = threading.Thread(target=backup, name="Backup-1", args=(tape, [
    ("/etc/hosts", 1024), ("/var/lib/mysql/error.MYD", 2048), ("/var/mail/bob", 9000), ("/etc/fstab", 512)]))
t.start()
t.join()
announce(tape)
v = threading.Thread(target=verify, name="Verify-1", args=(tape, ["/etc/hosts", "/etc/fstab"]))
v.start()
v.join()
for i in range(3):
    log.info("idle, %d tapes in the changer, last error: none", 6 - i)
    time.sleep(0.01)
log.info("eject %s", tape.label)
report = u"Sicherung abgeschlossen f\xfcr %s" % tape.label
sys.stdout.write(report + "\n")
