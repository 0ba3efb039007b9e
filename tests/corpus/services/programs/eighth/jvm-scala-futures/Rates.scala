package rates
import scala.concurrent._
import scala.concurrent.duration._
import java.util.logging._

case class Rate(pair: String, value: BigDecimal)
class NoSuchRate(val pair: String) extends NoSuchElementException(s"no rate for $pair")
sealed trait Cmd
case class Load(p: String) extends Cmd
case object Stop extends Cmd
case class Odd(i: Int) extends Cmd

object Rates {
  val log = Logger.getLogger("rates.Service")
  val table = Map("EURUSD" -> BigDecimal("1.08"), "EURGBP" -> BigDecimal("0.86"))
  def get(p: String) = table.getOrElse(p, throw new NoSuchRate(p))
  def run(c: Cmd): Unit = c match {
    case Load(p) => log.info(s"loaded $p = ${get(p)}")
    case Stop => log.info("stop")
  }
  def main(a: Array[String]): Unit = {
    import ExecutionContext.Implicits.global
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n")
    log.info("rates service 0.9 up, 2 pairs, 0 errors")
    for (p <- List("EURUSD", "EURGBP")) run(Load(p))
    for (i <- 1 to 5) log.info(s"poll $i: failure=none exception=null")
    val f = Future { run(Load("EURXXX")) }
    try Await.result(f, 5.seconds) catch {
      case e: NoSuchRate => log.log(Level.SEVERE, "load of one pair failed: " + e.pair, e)
    }
    log.warning("EURXXX disabled")
    global.execute(new Runnable { def run() = { Rates.run(Odd(7)) } })
    Thread.sleep(600)
    for (i <- 6 to 9) log.info(s"poll $i: failure=none exception=null")
    val g = Future { Some(1).filter(_ > 1).get }
    val h = g.recoverWith { case e => Future.failed(new RuntimeException("fallback failed too", e)) }
    Await.result(h, 5.seconds)
  }
}
