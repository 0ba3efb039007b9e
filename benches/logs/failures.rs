//! What breaks: forty failures in the shapes that programs print them in, with other numbers each time.

use super::dialect::{Dialect, Language};
use super::rng::Rng;

/// A record at level error, a trace, or the one above the other.
#[derive(Debug)]
pub(super) struct Failure {
    /// The message of the record, if there is one.
    pub(super) record: Option<&'static str>,
    /// The lines below it, or nothing.
    pub(super) trace: &'static str,
}

const fn logged(record: &'static str, trace: &'static str) -> Failure {
    Failure {
        record: Some(record),
        trace,
    }
}

const fn uncaught(trace: &'static str) -> Failure {
    Failure {
        record: None,
        trace,
    }
}

const fn said(record: &'static str) -> Failure {
    Failure {
        record: Some(record),
        trace: "",
    }
}

/// A failure that a program of this format may have; the first of a list come up more often than the last.
pub(super) fn choose(dialect: Dialect, rng: &mut Rng) -> &'static Failure {
    let own = match dialect.language() {
        Language::Python => PYTHON,
        Language::Jvm => JVM,
        Language::Rust => RUST,
        Language::Sql => SQL,
        Language::Other => RECORDS,
    };
    // A third of what breaks is told by one line.
    let list = if rng.below(3) == 0 { RECORDS } else { own };
    let len = list.len() as u64;
    let at = rng.below(len).min(rng.below(len));
    &list[at as usize]
}

const RECORDS: &[Failure] = &[
    said("payment service answers 503 for order {id}"),
    said("cannot connect to 10.0.3.{n}:5432: connection refused"),
    said("order {id} cannot be filled, shelf {n} is empty"),
    said("timeout after {n} s waiting for stock.example:8443"),
    said("job {u} gave up after 5 tries"),
    said(
        "upstream timed out (110: Connection timed out) while reading response header from upstream",
    ),
    said("disk quota exceeded on /var/lib/shop ({id} bytes wanted)"),
    said("invalid signature in webhook {h} from 10.0.0.{n}"),
    said("label printer {n} does not answer"),
    said("no route for parcel {id} to depot {n}"),
    said("certificate of stock.example expired {n} days ago"),
    said("queue default is full, {k} jobs thrown away"),
];

const SQL: &[Failure] = &[
    logged(
        "duplicate key value violates unique constraint \"orders_pkey\"",
        "2026-11-20 05:08:35.093 UTC [20003] DETAIL:  Key (id)=({id}) already exists.\n2026-11-20 05:08:35.093 UTC [20003] STATEMENT:  INSERT INTO orders (id, customer) VALUES ({id}, {k})",
    ),
    logged(
        "deadlock detected",
        "2026-11-20 05:08:35.093 UTC [20001] DETAIL:  Process 20001 waits for ShareLock on transaction {id}; blocked by process 20004.\n2026-11-20 05:08:35.093 UTC [20001] HINT:  See server log for query details.\n2026-11-20 05:08:35.093 UTC [20001] STATEMENT:  UPDATE shelf\n\t   SET items = items - 1\n\t WHERE id = {n};",
    ),
    said("canceling statement due to statement timeout"),
];

const PYTHON: &[Failure] = &[
    logged(
        "order {id} failed",
        r#"Traceback (most recent call last):
  File "/srv/shop/orders.py", line 88, in settle
    price = PRICES[item]
            ~~~~~~^^^^^^
KeyError: {id}"#,
    ),
    logged(
        "Exception in ASGI application",
        r#"Traceback (most recent call last):
  File "/srv/venv/lib/python3.12/site-packages/uvicorn/protocols/http/h11_impl.py", line 403, in run_asgi
    result = await app(  # type: ignore[func-returns-value]
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/srv/venv/lib/python3.12/site-packages/starlette/routing.py", line 74, in app
    response = await f(request)
               ^^^^^^^^^^^^^^^^
  File "/srv/shop/web/views.py", line 41, in cart
    return await carts.load(request.path_params["cart"])
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/srv/shop/carts.py", line 132, in load
    raise CartNotFound(f"no cart {cart}")
shop.carts.CartNotFound: no cart {u}"#,
    ),
    uncaught(
        r#"Traceback (most recent call last):
  File "/srv/shop/worker.py", line 17, in <module>
    main()
  File "/srv/shop/worker.py", line 12, in main
    for job in jobs(queue):
  File "/srv/shop/queue.py", line 57, in jobs
    reply = socket.recv(4096)
ConnectionResetError: [Errno 104] Connection reset by peer"#,
    ),
    logged(
        "import of {id} rows failed",
        r#"Traceback (most recent call last):
  File "/srv/shop/imports.py", line 29, in row
    amount = int(text)
ValueError: invalid literal for int() with base 10: '{n},{n}'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/imports.py", line 61, in run
    row(line)
  File "/srv/shop/imports.py", line 31, in row
    raise ImportFailed(f"line {number}: {text!r}")
shop.imports.ImportFailed: line {k}: '{n},{n}'"#,
    ),
    logged(
        "stock of {w} unknown",
        r#"Traceback (most recent call last):
  File "/srv/venv/lib/python3.12/site-packages/urllib3/connectionpool.py", line 789, in urlopen
    response = self._make_request(
  File "/srv/venv/lib/python3.12/site-packages/urllib3/connection.py", line 199, in _new_conn
    sock = connection.create_connection(
ConnectionRefusedError: [Errno 111] Connection refused

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/shop/stock.py", line 24, in stock
    reply = http.get(f"https://stock.example/v2/items/{item}")
  File "/srv/venv/lib/python3.12/site-packages/requests/adapters.py", line 700, in send
    raise ConnectionError(e, request=request)
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='stock.example', port=443): Max retries exceeded with url: /v2/items/{id}"#,
    ),
    uncaught(
        r#"Traceback (most recent call last):
  File "/srv/shop/report.py", line 204, in total
    return sum(values) / len(values)
           ~~~~~~~~~~~~^~~~~~~~~~~~~
ZeroDivisionError: division by zero"#,
    ),
    logged(
        "Internal Server Error: /orders/{id}",
        r#"Traceback (most recent call last):
  File "/srv/venv/lib/python3.12/site-packages/django/core/handlers/exception.py", line 55, in inner
    response = get_response(request)
  File "/srv/shop/web/orders.py", line 77, in detail
    order = Order.objects.get(pk=pk)
  File "/srv/venv/lib/python3.12/site-packages/django/db/models/query.py", line 637, in get
    raise self.model.DoesNotExist(
shop.models.Order.DoesNotExist: Order matching query does not exist."#,
    ),
    logged(
        "Task shop.tasks.invoice[{u}] raised unexpected: TypeError()",
        r#"Traceback (most recent call last):
  File "/srv/venv/lib/python3.12/site-packages/celery/app/trace.py", line 453, in trace_task
    R = retval = fun(*args, **kwargs)
  File "/srv/shop/tasks.py", line 33, in invoice
    total = sum(line.price for line in order.lines)
TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'"#,
    ),
];

const JVM: &[Failure] = &[
    logged(
        "order {id} failed",
        "java.lang.NullPointerException: Cannot invoke \"com.example.shop.Shelf.take(int)\" because \"shelf\" is null\n\tat com.example.shop.Orders.settle(Orders.java:88)\n\tat com.example.shop.Orders.lambda$run$0(Orders.java:41)\n\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)\n\tat java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:642)\n\tat java.base/java.lang.Thread.run(Thread.java:1583)",
    ),
    logged(
        "Servlet.service() for servlet [dispatcherServlet] threw exception",
        "com.example.shop.OrderRejected: order {id} rejected\n\tat com.example.shop.Ledger.settle(Ledger.java:31)\n\tat com.example.shop.web.CartController.checkout(CartController.java:112)\n\tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)\n\tat org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)\n\tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)\n\tat jakarta.servlet.http.HttpServlet.service(HttpServlet.java:564)\n\tat org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:195)\n\tat org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:167)\n\tat java.base/java.lang.Thread.run(Thread.java:1583)\nCaused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after {k}ms.\n\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)\n\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:179)\n\tat com.example.shop.Ledger.open(Ledger.java:19)\n\t... 8 more",
    ),
    uncaught(
        "Exception in thread \"pool-1-thread-{n}\" java.lang.IllegalStateException: shelf {n} is locked\n\tat com.example.shop.stock.Shelf.take(Shelf.java:57)\n\tat com.example.shop.Orders.settle(Orders.java:92)\n\tat java.base/java.lang.Thread.run(Thread.java:1583)",
    ),
    logged(
        "stock of {w} unknown",
        "java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)\n\tat java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:592)\n\tat com.example.shop.stock.Client.fetch(Client.java:44)\n\tat com.example.shop.stock.Shelf.refresh(Shelf.java:101)",
    ),
    logged(
        "cannot read parcel {id}",
        "com.example.shop.ParcelException: parcel {id}: weight is missing\n\tat com.example.shop.Parcels.read(Parcels.java:66)\n\tat com.example.shop.Parcels.all(Parcels.java:38)\n\tSuppressed: java.io.IOException: Stream closed\n\t\tat java.base/java.io.BufferedReader.ensureOpen(BufferedReader.java:123)\n\t\tat com.example.shop.Parcels.close(Parcels.java:80)\n\t\t... 2 more\nCaused by: java.lang.NumberFormatException: For input string: \"{n},{n}\"\n\tat java.base/java.lang.NumberFormatException.forInputString(NumberFormatException.java:67)\n\tat java.base/java.lang.Integer.parseInt(Integer.java:668)\n\tat com.example.shop.Parcels.read(Parcels.java:61)\n\t... 1 more",
    ),
    uncaught(
        "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space\n\tat java.base/java.util.Arrays.copyOf(Arrays.java:3541)\n\tat java.base/java.util.ArrayList.grow(ArrayList.java:237)\n\tat com.example.shop.Report.rows(Report.java:204)\n\tat com.example.shop.Main.main(Main.java:29)",
    ),
    logged(
        "invoice {id} not sent",
        "jakarta.mail.MessagingException: Could not connect to SMTP host: mail.example, port: 25\n\tat com.example.shop.Mail.send(Mail.java:73)\n\tat com.example.shop.Invoices.run(Invoices.java:48)\nCaused by: java.net.UnknownHostException: mail.example\n\tat java.base/java.net.InetAddress.getAllByName(InetAddress.java:1659)\n\tat com.example.shop.Mail.send(Mail.java:70)\n\t... 1 more",
    ),
    logged(
        "batch {u} failed",
        "java.util.concurrent.TimeoutException: no answer from depot {n} within {k} ms\n\tat com.example.shop.Depots.await(Depots.java:91)\n\tat com.example.shop.Batch.run(Batch.java:35)\n\tat java.base/java.util.concurrent.FutureTask.run(FutureTask.java:317)\n\tat java.base/java.lang.Thread.run(Thread.java:1583)",
    ),
];

const RUST: &[Failure] = &[
    said("import of order {id} failed: invalid digit found in string"),
    uncaught(
        "\nthread 'main' ({k}) panicked at src/ledger/book.rs:88:13:\nindex out of bounds: the len is {n} but the index is {k}\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ),
    uncaught(
        "thread 'tokio-runtime-worker' panicked at src/web/orders.rs:41:32:\ncalled `Option::unwrap()` on a `None` value\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/90b35a6239c3d8bdabc530a6a0816f7ff89a0aaf/library/std/src/panicking.rs:665:5\n   1: core::panicking::panic_fmt\n             at /rustc/90b35a6239c3d8bdabc530a6a0816f7ff89a0aaf/library/core/src/panicking.rs:74:14\n   2: core::option::unwrap_failed\n             at /rustc/90b35a6239c3d8bdabc530a6a0816f7ff89a0aaf/library/core/src/option.rs:2009:5\n   3: ledger::web::orders::detail\n             at ./src/web/orders.rs:41:32\n   4: ledger::web::serve\n             at ./src/web/mod.rs:77:9\n   5: tokio::runtime::task::raw::poll\n             at /root/.cargo/registry/src/index.crates.io-6f17d22bba15001f/tokio-1.41.0/src/runtime/task/raw.rs:271:5\nnote: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.",
    ),
    uncaught(
        "thread 'stock-{n}' panicked at src/stock.rs:19:10:\ncalled `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ),
    uncaught(
        "thread '<unnamed>' panicked at src/ledger/sum.rs:7:5:\nassertion `left == right` failed: book {id} does not balance\n  left: {k}\n right: {id}\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ),
    said("connection to stock.example:8443 lost: Connection reset by peer (os error 104)"),
    uncaught(
        "thread 'main' panicked at 'attempt to subtract with overflow', src/ledger/book.rs:131:17\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ),
    said("request {u} failed: deadline has elapsed after {n} s"),
    said("cannot write book {id}: No space left on device (os error 28)"),
];
