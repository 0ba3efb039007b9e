def run(context):
    return "hello " + context["user"]
