def run(context):
    total = 0
    for row in context["rows"]:
        total += row
     return total
