RATES = {
    "day": 0.31,
    "night": 0.22,


def run(context):
    return RATES[context["zone"]]
