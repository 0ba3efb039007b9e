package depot.ring
import com.lmax.disruptor.*
import com.lmax.disruptor.dsl.Disruptor
import java.util.concurrent.Executors
import java.util.logging.*

sealed class Cmd { object None : Cmd() { override fun toString() = "None" }
    data class Put(val key: String, val n: Int?) : Cmd() }
class Slot { var cmd: Cmd = Cmd.None; override fun toString() = "Slot($cmd)" }
class Journal { lateinit var path: String; fun append(c: Cmd.Put) { println("[journal] ${c.key} -> ${path.length}") } }

val log: Logger = Logger.getLogger("depot.ring.RingKt")
fun apply(c: Cmd): Int = when (c) {
    is Cmd.Put -> requireNotNull(c.n) { "Put without amount: ${c.key}" }
    Cmd.None -> TODO("empty slots")
}

fun main() {
    val d = Disruptor(EventFactory { Slot() }, 8, Executors.defaultThreadFactory())
    d.setDefaultExceptionHandler(IgnoreExceptionHandler())
    d.handleEventsWith(EventHandler<Slot> { s, seq, _ -> log.info("seq $seq: ${apply(s.cmd)}") })
    val rb = d.start()
    for (c in listOf(Cmd.Put("a", 1), Cmd.Put("b", 2), Cmd.Put("c", null), Cmd.Put("d", 4))) { rb.publishEvent { s, _ -> s.cmd = c }; Thread.sleep(60) }
    d.shutdown()
    println("[ring] exception handler: IgnoreExceptionHandler, ERROR=0")
    val f = Disruptor(EventFactory { Slot() }, 8, Executors.defaultThreadFactory())
    f.setDefaultExceptionHandler(FatalExceptionHandler())
    f.handleEventsWith(EventHandler<Slot> { s, seq, _ -> log.info("seq $seq: ${apply(s.cmd)}") })
    f.start().publishEvent { s, _ -> s.cmd = Cmd.None }
    Thread.sleep(300)
    println("[ring] opening the journal")
    Journal().append(Cmd.Put("z", 26))
}
