"""airflow-like scheduler: DAG sorted by networkx; worker threads; Python 3.7"""
import logging, sys, threading, time
import attr, networkx as nx
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="[%(asctime)s] {%(filename)s:%(lineno)d} %(levelname)s - %(message)s")
log = logging.getLogger("sched")
@attr.s
class Task:
    name = attr.ib()
    retries = attr.ib(default=0, validator=attr.validators.instance_of(int))
class DagError(Exception):
    pass
def order(dag_id, edges):
    g = nx.DiGraph(edges)
    try:
        return list(nx.topological_sort(g))
    except nx.NetworkXUnfeasible as e:
        raise DagError("dag %r is broken: %s" % (dag_id, nx.find_cycle(g))) from e
def run(dag_id, edges):
    for t in order(dag_id, edges):
        log.info("Dependencies all met for <TaskInstance: %s.%s [queued]>", dag_id, t)
        log.info("Marking task as SUCCESS. dag_id=%s, task_id=%s, error=None", dag_id, t)
dags = {"daily_error_report": [("extract", "clean"), ("clean", "load")], "billing": [("usage", "rate"), ("rate", "invoice"), ("invoice", "usage")], "hourly": [("a", "b")]}
for i, (d, e) in enumerate(dags.items()):
    log.info("Processing dag %s (import errors: 0)", d)
    th = threading.Thread(target=run, args=(d, e), name="dagrun-%s" % d)
    th.start(); th.join()
    log.info("Finished dag run %s", d)
try:
    Task("x", retries="3")
except TypeError:
    log.error("Broken task definition", exc_info=True)
log.info("Scheduler heartbeat: 3 dags, 0 zombie tasks, no errors")
log.critical("Scheduler shutting down: executor reported {'state': 'failed',\n 'task': 'rate'}")
log.info("Exited execute loop")
