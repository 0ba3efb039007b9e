package depot.importer

import java.io.Closeable
import java.io.IOException
import kotlin.system.exitProcess

class ImportException(message: String, cause: Throwable? = null) : Exception(message, cause)
data class Row(val sku: String, val qty: Int, val price: Double?)

class Sink(private val name: String) : Closeable {
    lateinit var target: String
    fun put(r: Row) { if (r.qty < 0) throw IllegalArgumentException("qty must not be negative: ${r.qty}\n  row: $r\n  sink: $name") }
    override fun close() { throw IOException("$name: flush failed: disk quota exceeded") }
}

fun parse(line: String): Row {
    val p = line.split(';')
    return Row(p[0], p[1].toInt(), p.getOrNull(2)?.toDouble())
}

fun log(s: String) = println("[importer] $s")

fun batch(no: Int, lines: List<String>) {
    log("batch $no: ${lines.size} lines, errors so far: 0")
    Sink("sink-$no").use { sink -> lines.map(::parse).forEach(sink::put) }
}

fun main(args: Array<String>) {
    log("starting, on_error=abort error_rate=0")
    for (i in 1..6) { log("reading /data/error/in-$i.csv"); log("read $i of 6, Exception policy: none") }
    try {
        batch(1, listOf("A1;3;2.50", "A2;-4;1.0"))
    } catch (e: IllegalArgumentException) {
        log("giving up batch 1")
        ImportException("batch 1 rejected", e).printStackTrace()
    }
    log("next batch")
    try { batch(2, listOf("B1;x7")) } catch (e: NumberFormatException) { log("skipped batch 2 (${e.message})") }
    val t = Thread({ log("flusher up"); log(Sink("late").target) }, "flusher [late]")
    t.start(); t.join()
    for (i in 1..4) log("tick $i")
    val todo: Any = listOf(1)
    try { log("total " + (todo as Map<*, *>).size) } finally { log("closing") }
    exitProcess(0)
}
