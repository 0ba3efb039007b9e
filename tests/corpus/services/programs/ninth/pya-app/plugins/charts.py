COLOURS = {
    "red": "#f00",
    "blue": "#00f"
    "green": "#0f0",
}


def run(log):
    log.info("charts: %d colours", len(COLOURS))
