import logging

log = logging.getLogger("depot.stock")


def test_pick_logs_error():
    log.info("picking, 0 errors")
    log.error("shelf 7 is empty")
    log.info("checked, no ERROR expected from here")
    assert True


def test_error_path():
    log.warning("shelf 12 is low")
    log.critical("cold room too warm:\n9.5 degrees\nlimit is 7")
    log.info("done")
