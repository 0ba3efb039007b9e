#!/bin/sh
# Regenerates every *.log of this folder by running programs/ under real interpreters.
# Needs: CPython 2.7, 3.6 to 3.13 (pyenv's builds) reachable as /opt/pythonX.Y (symlinks to their prefixes);
#   Debian: moreutils (ts), bsdutils (logger, script), curl;
#   PyPI, "pip install --no-compile --target /srv/pylib/3.12": loguru structlog rich colorlog pygments flask gunicorn uvicorn
#   fastapi django celery tornado aiohttp honcho supervisor sqlalchemy trio apscheduler twisted gevent,
#   and into /srv/pylib/3.8: loguru structlog rich flask gunicorn uvicorn django exceptiongroup.
# usage: make.sh [NAME...]   (all without names). Times, process ids and addresses differ from run to run,
# so the *.toml files must be read again after a rerun that changes the number of lines.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
run=/srv/orders
only=" $* "
rm -rf "$run"
mkdir -p "$run"
cp -R "$here/programs/." "$run/"
cd "$run"

# wanted NAME: is this one asked for?
wanted() {
    [ "$only" = "  " ] && return 0
    case $only in *" $1 "*) return 0 ;; esac
    return 1
}

# with VERSION COMMAND...: a clean environment for one interpreter
with() {
    v=$1
    shift
    exec env -i PATH="/opt/python$v/bin:/usr/bin:/bin" PYTHONHOME="/opt/python$v" PYTHONPATH="/srv/pylib/$v" PYTHONUNBUFFERED=1 \
        PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 HOME=/nonexistent TZ=UTC COLUMNS=120 "$@"
}

# out NAME VERSION ARGS...: run the interpreter with these arguments, keep both streams
out() {
    name=$1 version=$2
    shift 2
    wanted "$name" || return 0
    # in a subshell, so that the words of the shell about a killed child stay out of the file
    (
        exec >"$here/$name.log" 2>&1 </dev/null
        with "$version" "python$version" "$@"
    ) 2>/dev/null || true
}

# env_out NAME VERSION "A=1 B=2" ARGS...: the same with more environment
env_out() {
    name=$1 version=$2 more=$3
    shift 3
    wanted "$name" || return 0
    # shellcheck disable=SC2086
    (
        exec >"$here/$name.log" 2>&1 </dev/null
        with "$version" env $more "python$version" "$@"
    ) || true
}

# sh_out NAME VERSION SCRIPT: a shell line in that environment
sh_out() {
    name=$1 version=$2 script=$3
    wanted "$name" || return 0
    (
        exec >"$here/$name.log" 2>&1 </dev/null
        with "$version" sh -c "$script"
    ) || true
}

# ---- uncaught
out uncaught-27 2.7 uncaught.py custom
out uncaught-36 3.6 uncaught.py custom hello
out uncaught-311 3.11 uncaught.py custom
out uncaught-313 3.13 uncaught.py custom
out uncaught-keyerror-38 3.8 uncaught.py keyerror
out uncaught-after-output-310 3.10 uncaught.py keyerror hello
out uncaught-suggestion-310 3.10 uncaught.py suggestion
out uncaught-suggestion-313 3.13 uncaught.py attribute
out uncaught-import-name-311 3.11 uncaught.py import_name
out uncaught-no-message-37 3.7 uncaught.py nomessage
out uncaught-empty-message-310 3.10 uncaught.py emptymessage
out uncaught-unprintable-39 3.9 uncaught.py unprintable
out uncaught-unprintable-27 2.7 uncaught.py unprintable
out uncaught-import-36 3.6 uncaught.py importerr
out uncaught-import-312 3.12 uncaught.py importerr
out uncaught-missing-module-310 3.10 uncaught.py missing
out uncaught-missing-module-27 2.7 uncaught.py missing
out uncaught-locals-class-39 3.9 uncaught.py nested
out uncaught-interrupt-38 3.8 uncaught.py interrupt
out uncaught-tricky-message-37 3.7 uncaught.py colon_message
out uncaught-generator-36 3.6 uncaught.py generator
out uncaught-unicode-message-311 3.11 uncaught.py unicode_message
env_out uncaught-unicode-message-27 2.7 "LC_ALL=C" uncaught.py unicode_message
out uncaught-property-310 3.10 uncaught.py exitcode
out uncaught-run-module-312 3.12 -m shop.badconf
out carets-subscript-311 3.11 uncaught.py carets
out carets-subscript-313 3.13 uncaught.py carets
out carets-multiline-call-311 3.11 uncaught.py multilinecall
out carets-multiline-call-313 3.13 uncaught.py multilinecall
env_out carets-off-312 3.12 "PYTHONNODEBUGRANGES=1" uncaught.py carets

# ---- frames without source
out no-source-exec-37 3.7 uncaught.py execd
out no-source-exec-313 3.13 uncaught.py execd
sh_out no-source-stdin-38 3.8 'python3.8 - custom < uncaught.py'
sh_out no-source-stdin-313 3.13 'python3.13 - custom < uncaught.py'
sh_out no-source-command-39 3.9 'python3.9 -c "from shop import store; store.reserve(\"A-100\", 5)"'
sh_out no-source-command-313 3.13 'python3.13 -c "from shop import store; store.reserve(\"A-100\", 5)"'
sh_out no-source-pyc-310 3.10 'mkdir -p bin && cp -R shop uncaught.py bin/
cd /srv/orders/bin && env -u PYTHONDONTWRITEBYTECODE python3.10 -m compileall -q -b . && find . -name "*.py" -delete && python3.10 uncaught.pyc custom'
sh_out no-source-zip-36 3.6 'mkdir -p z && cp -R shop z/ && cp uncaught.py z/__main__.py && python3.6 -m zipapp z -o shop.pyz && python3.6 shop.pyz custom'
sh_out no-source-pyc-27 2.7 'mkdir -p bin27 && cp -R shop uncaught.py bin27/ && cd bin27 && rm shop/py3.py && python2.7 -m compileall -q . && find . -name "*.py" -delete && python2.7 uncaught.pyc custom'

# ---- threads
out threads-plain-27 2.7 threads.py plain
out threads-plain-36 3.6 threads.py plain
out threads-plain-311 3.11 threads.py plain
out threads-named-27 2.7 threads.py named
out threads-named-37 3.7 threads.py named
out threads-subclass-310 3.10 threads.py subclass
out threads-several-39 3.9 threads.py several
out threads-future-38 3.8 threads.py future
out threads-future-313 3.13 threads.py future
out threads-excepthook-312 3.12 threads.py hook
out threads-bad-excepthook-312 3.12 threads.py badhook
out threads-timer-313 3.13 threads.py timer
out threads-low-level-27 2.7 -c "import thread, time; thread.start_new_thread(lambda: [].pop(), ()); time.sleep(0.2)"
out threads-low-level-311 3.11 -c "import _thread, time; _thread.start_new_thread(lambda: [].pop(), ()); time.sleep(0.2)"

# ---- asyncio
out asyncio-task-36 3.6 aio.py forget
out asyncio-task-named-312 3.12 aio.py forget_named ours
out asyncio-task-basic-311 3.11 aio.py forget basic
out asyncio-task-38 3.8 aio.py forget
out asyncio-future-37 3.7 aio.py forget_future
out asyncio-future-basic-312 3.12 aio.py forget_future basic
out asyncio-callback-36 3.6 aio.py callback
out asyncio-callback-ours-311 3.11 aio.py callback ours
out asyncio-done-callback-39 3.9 aio.py done_callback
out asyncio-gather-38 3.8 aiorun.py gather
out asyncio-taskgroup-311 3.11 aiorun.py taskgroup
out asyncio-taskgroup-313 3.13 aiorun.py taskgroup
out asyncio-timeout-310 3.10 aiorun.py timeout
out asyncio-timeout-312 3.12 aiorun.py timeout
out asyncio-run-37 3.7 aiorun.py plain
out asyncio-run-312 3.12 aiorun.py plain
out asyncio-never-awaited-311 3.11 aiorun.py never_awaited
out asyncio-pending-ours-313 3.13 aio.py pending ours
out asyncio-protocol-310 3.10 aio.py protocol basic
env_out asyncio-debug-312 3.12 "PYTHONASYNCIODEBUG=1" aio.py forget ours

# ---- logging.exception
out logging-basic-27 2.7 logs.py basic server
out logging-basic-36 3.6 logs.py basic server
out logging-colon-311 3.11 logs.py colon server
out logging-dash-38 3.8 logs.py dash server
out logging-flask-format-310 3.10 logs.py flask server
out logging-django-verbose-39 3.9 logs.py verbose server
out logging-threads-312 3.12 logs.py threads in_thread
out logging-short-37 3.7 logs.py short server
out logging-level-313 3.13 logs.py level server
out logging-pipes-311 3.11 logs.py pipes chain
out logging-message-only-312 3.12 logs.py message server
out logging-chain-39 3.9 logs.py colon chain
out logging-exc-info-27 2.7 logs.py colon exc_info
out logging-exc-info-312 3.12 logs.py dash exc_info
out logging-no-trace-310 3.10 logs.py colon critical_only
out logging-stack-info-311 3.11 logs.py colon stack_info
out logging-stack-and-exc-38 3.8 logs.py colon stack_and_exc
out logging-multiline-312 3.12 logs.py colon multiline
out logging-empty-log-message-313 3.13 logs.py dash empty_log_message
out logging-none-trace-36 3.6 logs.py colon none_trace
out logging-recursion-311 3.11 logs.py colon recursion
out logging-group-312 3.12 logs.py colon group
out logging-captured-warnings-310 3.10 logs.py basic adapter
out logging-error-36 3.6 logs.py colon bad_format
out logging-error-313 3.13 logs.py colon bad_format
out info-before-crash-311 3.11 logs.py colon crash
out info-before-crash-basic-36 3.6 logs.py basic crash
out info-before-crash-flask-format-313 3.13 logs.py flask crash
out warnings-before-crash-38 3.8 logs.py dash warning_crash
out warnings-before-crash-27 2.7 logs.py colon warning_crash
out info-trace-311 3.11 logs.py colon info_trace
out info-trace-27 2.7 logs.py dash info_trace
out info-trace-then-error-310 3.10 logs.py colon info_then_error
out lookalikes-312 3.12 logs.py colon lookalikes

# ---- loguru, structlog, rich, colours
out loguru-plain-312 3.12 guru.py exception plain
out loguru-colour-312 3.12 guru.py exception colour
out loguru-diagnose-38 3.8 guru.py chain diagnose
out loguru-backtrace-312 3.12 guru.py exception backtrace
out loguru-catch-312 3.12 guru.py catch custom
out loguru-chain-312 3.12 guru.py chain plain
out loguru-warning-312 3.12 guru.py warning plain
out loguru-records-312 3.12 guru.py records plain
out structlog-plain-312 3.12 structs.py exception plain
out structlog-colour-312 3.12 structs.py exception colour
out structlog-chain-38 3.8 structs.py chain plain
out structlog-rich-312 3.12 structs.py exception rich
out structlog-rich-locals-312 3.12 structs.py chain richlocals
out structlog-keyvalue-312 3.12 structs.py exception keyvalue
out structlog-logfmt-312 3.12 structs.py exception logfmt
out rich-plain-312 3.12 richer.py plain
out rich-locals-312 3.12 richer.py locals_
out rich-chain-38 3.8 richer.py chain
out rich-handler-312 3.12 richer.py handler
out rich-handler-plain-312 3.12 richer.py handler_plain
out coloured-rich-312 3.12 richer.py colour
out coloured-colorlog-312 3.12 coloured.py colorlog
out coloured-pygments-312 3.12 coloured.py pygments
env_out coloured-313 3.13 "FORCE_COLOR=1" uncaught.py carets
env_out coloured-syntax-error-313 3.13 "FORCE_COLOR=1" syntax.py imported
env_out coloured-chain-313 3.13 "FORCE_COLOR=1" chains.py three
env_out coloured-group-313 3.13 "FORCE_COLOR=1" groups.py flat

# ---- chains
out chain-cause-36 3.6 chains.py cause
out chain-cause-312 3.12 chains.py cause
out chain-context-37 3.7 chains.py context
out chain-three-mixed-310 3.10 chains.py three
out chain-four-multiline-311 3.11 chains.py four
out chain-from-none-38 3.8 chains.py none
out chain-multiline-messages-39 3.9 chains.py multiline
out chain-no-messages-311 3.11 chains.py nomessages
out chain-recursion-313 3.13 chains.py recursion_context
out chain-finally-312 3.12 chains.py finally_
out print-exc-server-310 3.10 chains.py print_exc
out two-tracebacks-37 3.7 chains.py two
out two-chains-in-a-row-312 3.12 chains.py twochains
out output-after-traceback-36 3.6 chains.py with_after

# ---- groups and notes
out group-flat-311 3.11 groups.py flat
out group-nested-311 3.11 groups.py nested
out group-causes-312 3.12 groups.py causes
out group-notes-313 3.13 groups.py notes
out group-multiline-member-311 3.11 groups.py multiline
out group-as-cause-312 3.12 groups.py group_as_cause
out group-many-313 3.13 groups.py many
out group-base-312 3.12 groups.py base
out group-except-star-313 3.13 groups.py split
out group-logged-311 3.11 groups.py logged
out group-backport-38 3.8 backport.py
out group-trio-312 3.12 trios.py
out notes-plain-312 3.12 groups.py note_plain
out notes-chain-311 3.11 groups.py note_chain

# ---- messages
out multiline-message-lines-36 3.6 messages.py lines
out multiline-message-blanks-311 3.11 messages.py blanks
out multiline-message-indented-27 2.7 messages.py indented
out multiline-message-trailing-39 3.9 messages.py trailing
out multiline-message-traceback-310 3.10 messages.py lookslike
out multiline-message-leading-blank-312 3.12 messages.py leading
out multiline-message-json-38 3.8 messages.py json
out multiline-message-sqlalchemy-312 3.12 messages.py sql
out multiline-message-sqlalchemy-chain-312 3.12 messages.py sql_unique
out multiline-message-assert-37 3.7 messages.py assertion
out message-subprocess-313 3.13 messages.py subprocess_
out message-json-decode-36 3.6 messages.py json_
out message-oserror-312 3.12 messages.py oserror

# ---- syntax errors
out syntax-error-script-27 2.7 broken/script.py
out syntax-error-py2script-38 3.8 broken/py2script.py
out syntax-error-script-313 3.13 broken/script.py
out syntax-error-import-39 3.9 syntax.py imported
out syntax-error-import-27 2.7 syntax.py imported
out syntax-error-indent-310 3.10 syntax.py indent
out syntax-error-tabs-311 3.11 syntax.py tabs
out syntax-error-eval-37 3.7 syntax.py evaled
out syntax-error-no-location-312 3.12 syntax.py nolocation
out syntax-error-logged-312 3.12 syntax.py logged
out syntax-error-as-cause-311 3.11 syntax.py chained
out syntax-error-during-36 3.6 syntax.py during
out syntax-error-encoding-38 3.8 broken/encoding.py

# ---- recursion
out recursion-simple-36 3.6 recursion.py simple
out recursion-simple-313 3.13 recursion.py simple
out recursion-mutual-310 3.10 recursion.py mutual
out recursion-repr-27 2.7 recursion.py reprs
out recursion-repeated-then-error-312 3.12 recursion.py deep

# ---- ignored
out ignored-del-27 2.7 ignored.py finalizer
out ignored-del-36 3.6 ignored.py finalizer
out ignored-del-313 3.13 ignored.py finalizer
out ignored-generator-38 3.8 ignored.py generator
out ignored-generator-27 2.7 ignored.py generator
out ignored-generator-exit-311 3.11 ignored.py generator_exit
out ignored-weakref-39 3.9 ignored.py weakref_
out ignored-hook-310 3.10 ignored.py hook
out ignored-thread-shutdown-311 3.11 ignored.py shutdown
out ignored-thread-shutdown-38 3.8 ignored.py shutdown
out ignored-at-shutdown-312 3.12 ignored.py atshutdown
out ignored-chained-312 3.12 ignored.py chained
sh_out ignored-broken-pipe-310 3.10 'env -u PYTHONUNBUFFERED python3.10 ignored.py pipe | head -n 1'

sh_out ignored-stdout-flush-310 3.10 'env -u PYTHONUNBUFFERED python3.10 -c "import time; time.sleep(0.3); print(1)" | true; sleep 0.6'

# ---- exits and hooks
out atexit-27 2.7 exits.py one
out atexit-38 3.8 exits.py one
out atexit-two-310 3.10 exits.py two
out atexit-after-crash-313 3.13 exits.py after_crash
out excepthook-error-27 2.7 exits.py badhook
out excepthook-error-311 3.11 exits.py badhook
out excepthook-missing-39 3.9 exits.py nohook
out console-errors-37 3.7 exits.py displayhook

# ---- fatal
out fatal-segv-36 3.6 fatal.py segv
out fatal-segv-312 3.12 fatal.py segv
out fatal-segv-threads-311 3.11 fatal.py segv_threads
sh_out fatal-segv-shell-310 3.10 'python3.10 fatal.py segv; echo "exit code $?"'
out fatal-abort-310 3.10 fatal.py abort
out fatal-error-c-thread-39 3.9 fatal.py fatal_error
out fatal-error-plain-38 3.8 fatal.py fatal_plain
out fatal-error-plain-312 3.12 fatal.py fatal_plain
out fatal-fpe-37 3.7 fatal.py fpe
out fatal-overflow-310 3.10 fatal.py overflow
out fatal-recursion-38 3.8 fatal.py deep_recursion
out fatal-no-gil-311 3.11 fatal.py gil
out fatal-import-crash-313 3.13 fatal.py import_crash
out fatal-dump-later-312 3.12 fatal.py later
out fatal-dump-later-exit-39 3.9 fatal.py later_exit
out fatal-dump-signal-38 3.8 fatal.py sigterm
env_out fatal-init-home-38 3.8 "PYTHONHOME=/nonexistent" -c "print(1)"
env_out fatal-init-home-312 3.12 "PYTHONHOME=/nonexistent" -c "print(1)"
env_out fatal-init-home-36 3.6 "PYTHONHOME=/nonexistent" -c "print(1)"
env_out fatal-init-encoding-39 3.9 "PYTHONIOENCODING=utf-99" -c "print(1)"
env_out fatal-init-hash-310 3.10 "PYTHONHASHSEED=often" -c "print(1)"

# ---- processes
out multiprocessing-process-38 3.8 procs.py process
out multiprocessing-named-27 2.7 procs.py named
out multiprocessing-pool-310 3.10 procs.py pool
out multiprocessing-pool-27 2.7 procs.py pool
out multiprocessing-executor-312 3.12 procs.py executor
out multiprocessing-executor-36 3.6 procs.py executor
out multiprocessing-executor-chain-39 3.9 procs.py executor_chain
out multiprocessing-broken-pool-311 3.11 procs.py broken
out multiprocessing-spawn-313 3.13 procs.py spawn
out two-processes-311 3.11 procs.py two

# ---- web
sh_out web-flask-312 3.12 'sh web_tools.sh 18701 /reserve/A-100 /reserve/Z-9 -- python3.12 web_flask.py 18701'
sh_out web-flask-debug-38 3.8 'sh web_tools.sh 18702 /reserve/A-100 /ok -- python3.8 web_flask.py 18702 debug'
sh_out web-gunicorn-312 3.12 'sh web_tools.sh 18703 /reserve/A-100 /ok -- python3.12 -m gunicorn -b 127.0.0.1:18703 web_wsgi:app'
sh_out web-gunicorn-start-312 3.12 'BREAK_START=1 python3.12 -m gunicorn -b 127.0.0.1:18704 web_wsgi:app'
sh_out web-gunicorn-timeout-38 3.8 'sh web_tools.sh 18705 /hang /ok -- python3.8 -m gunicorn -t 2 -b 127.0.0.1:18705 web_wsgi:app'
sh_out web-uvicorn-fastapi-312 3.12 'sh web_tools.sh 18706 /reserve/A-100 /ok -- python3.12 -m uvicorn --port 18706 web_asgi:app'
sh_out web-uvicorn-group-312 3.12 'sh web_tools.sh 18707 /group /ok -- python3.12 -m uvicorn --port 18707 web_asgi:app'
sh_out web-uvicorn-start-312 3.12 'BREAK_START=1 python3.12 -m uvicorn --port 18708 web_asgi:app'
sh_out web-uvicorn-bare-38 3.8 'sh web_tools.sh 18709 /reserve/A-100 -- python3.8 -m uvicorn --port 18709 web_bareasgi:app'
sh_out web-wsgiref-310 3.10 'sh web_tools.sh 18710 /reserve/A-100 /ok -- python3.10 web_wsgiref.py 18710'
sh_out web-httpserver-36 3.6 'sh web_tools.sh 18711 /reserve/A-100 /ok -- python3.6 web_httpd.py 18711'
sh_out web-httpserver-311 3.11 'sh web_tools.sh 18712 /reserve/A-100 /ok -- python3.11 web_httpd.py 18712'
sh_out web-django-runserver-312 3.12 'DEBUG=1 sh web_tools.sh 18713 /reserve/A-100 /missing -- python3.12 web_django.py runserver --noreload 18713'
sh_out web-django-verbose-38 3.8 'VERBOSE=1 sh web_tools.sh 18714 /reserve/A-100 /ok -- python3.8 web_django.py runserver --noreload 18714'
sh_out web-tornado-312 3.12 'sh web_tools.sh 18715 /reserve/A-100 /ok -- python3.12 web_tornado.py 18715'
sh_out web-aiohttp-312 3.12 'sh web_tools.sh 18716 /reserve/A-100 /ok -- python3.12 web_aiohttp.py 18716'
sh_out web-celery-312 3.12 'timeout 20 python3.12 -W ignore jobs.py'
out web-twisted-312 3.12 twist.py
out web-gevent-312 3.12 green.py
out web-apscheduler-312 3.12 scheduler.py

# ---- cut
sh_out cut-in-frames-311 3.11 'python3.11 uncaught.py custom 2>&1 | head -c 230'
sh_out cut-after-file-line-38 3.8 'python3.8 logs.py colon server 2>&1 | head -n 5'
sh_out cut-in-second-of-chain-310 3.10 'python3.10 chains.py cause 2>&1 | head -n 13'
sh_out cut-in-message-312 3.12 'python3.12 messages.py blanks 2>&1 | head -n 8'
sh_out cut-head-line-only-36 3.6 'python3.6 logs.py dash server 2>&1 | head -n 4'
sh_out cut-group-313 3.13 'python3.13 groups.py nested 2>&1 | head -n 15'
sh_out cut-front-311 3.11 'python3.11 chains.py cause 2>&1 | tail -n +4'

# ---- prefixes of real tools
sh_out prefix-ts-38 3.8 'python3.8 chains.py cause 2>&1 | PYTHONHOME= ts "%b %d %H:%M:%S"'
sh_out prefix-ts-iso-311 3.11 'python3.11 logs.py colon server 2>&1 | ts "%Y-%m-%dT%H:%M:%.S"'
sh_out prefix-ts-group-312 3.12 'python3.12 groups.py causes 2>&1 | ts "[%Y-%m-%d %H:%M:%S]"'
sh_out prefix-logger-36 3.6 'python3.6 threads.py plain 2>&1 | logger -s --no-act --socket-errors=off -t shop -i 2>&1'
sh_out prefix-sed-27 2.7 'python2.7 logs.py colon server 2>&1 | sed -u "s/^/app_1  | /"'
sh_out prefix-sed-multiline-313 3.13 'python3.13 messages.py blanks 2>&1 | sed -u "s/^/[web] /"'
sh_out prefix-honcho-312 3.12 'python3.12 -m honcho --no-colour start'
sh_out prefix-honcho-colour-312 3.12 'script -qec "python3.12 -m honcho start" /dev/null'
sh_out supervisord-312 3.12 'PYTHONWARNINGS=ignore timeout -s TERM 5 python3.12 -m supervisor.supervisord -c supervisord.conf | cat'
sh_out prefix-honcho-both-312 3.12 'python3.12 -m honcho --no-colour -f Procfile.both start'

# ---- line ends
sh_out crlf-chain-310 3.10 'python3.10 chains.py three 2>&1 | sed -u "s/$/\r/"'
sh_out crlf-logging-312 3.12 'python3.12 logs.py colon multiline 2>&1 | sed -u "s/$/\r/"'

# ---- runners, remote tracebacks, messages of several lines; PyPI, "pip install --no-compile --target /srv/pylib/more":
# rpyc joblib pytest rich pyyaml jsonschema django nbconvert ipykernel, and into /srv/pylib/more2: ray
more() {
    name=$1 script=$2
    sh_out "$name" 3.12 "cd more && PYTHONPATH=/srv/pylib/more:/srv/pylib/more2 PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 PYTHONWARNINGS=ignore $script"
}
more remote-rpyc-312 'python3.12 rpc.py log'
more remote-joblib-312 'python3.12 joblibs.py loky'
more remote-ray-312 'HOME=/tmp RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO=0 timeout 60 python3.12 rays.py'
more runner-pytest-native-312 'python3.12 -m pytest -p no:cacheprovider --tb=native -k "chain or missing" test_till.py'
more runner-sh-x-312 'sh -xc "python3.12 futures.py || echo job failed with \$?; exit 1"'
more asyncio-future-debug-312 'python3.12 debug.py future'
more group-debug-312 'python3.12 debug.py group'
more rich-group-chain-312 'python3.12 richgroup.py'
more multiline-message-places-312 'python3.12 docs.py'
more web-django-client-312 'python3.12 dj.py'
more runner-nbconvert-312 'HOME=/tmp python3.12 -m ipykernel install --prefix /tmp/kernels >/dev/null 2>&1; HOME=/tmp PYTHONPATH=/srv/pylib/more JUPYTER_PATH=/tmp/kernels/share/jupyter timeout 60 python3.12 -m nbconvert --to notebook --execute --output /tmp/x.ipynb nb.ipynb'
sh_out logging-modules-27 2.7 'python2.7 more/modules27.py e'
