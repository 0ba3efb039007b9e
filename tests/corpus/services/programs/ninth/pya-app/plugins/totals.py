def run(log):
    log.info("totals: 3 sheets")
