package ferry

import java.io.Closeable
import java.time.LocalTime
import java.time.format.DateTimeFormatter
import java.util.concurrent.CountDownLatch
import java.util.logging.ConsoleHandler
import java.util.logging.Formatter
import java.util.logging.Level
import java.util.logging.LogRecord
import java.util.logging.Logger
import kotlin.concurrent.thread

class Berth(val name: String) : Closeable {
    override fun close() = throw IllegalStateException("berth $name is still occupied")
}

class Ferry(val name: String) {
    lateinit var captain: String
    fun sail(to: Berth): String = "$name under $captain to ${to.name}"
}

class Timetable(private val times: Map<String, String?>) {
    fun next(name: String): LocalTime = LocalTime.parse(times[name]!!)
}

object Short : Formatter() {
    private val clock = DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
    override fun format(r: LogRecord): String {
        val w = java.io.StringWriter()
        r.thrown?.printStackTrace(java.io.PrintWriter(w))
        return "${LocalTime.now().format(clock)} ${r.level.name.padEnd(7)} [${r.loggerName}] ${formatMessage(r)}\n$w"
    }
}

fun main() {
    val log = Logger.getLogger("ferry.Main")
    log.useParentHandlers = false
    log.addHandler(ConsoleHandler().apply { formatter = Short })
    val table = Timetable(mapOf("Aurora" to "06:15", "Borealis" to null, "Corona" to "6h40"))
    for (name in listOf("Aurora", "Borealis", "Corona")) {
        try {
            log.info("$name leaves at ${table.next(name)}")
        } catch (e: KotlinNullPointerException) {
            log.log(Level.WARNING, "$name has no time yet, skipped", e)
        } catch (e: Exception) {
            log.log(Level.SEVERE, "timetable of $name is broken", e)
        }
    }
    val ready = CountDownLatch(1)
    thread(name = "bridge: Aurora") {
        ready.countDown()
        Berth("7").use { Ferry("Aurora").sail(it) }
    }.join()
    ready.await()
    log.info("bridge is silent")
    val load: Any = listOf(4, 2, "van")
    @Suppress("UNCHECKED_CAST")
    val metres = (load as List<Int>).sumBy { it * 5 }
    log.info("$metres m of deck used")
}
