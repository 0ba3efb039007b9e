import scala.concurrent._, duration._, ExecutionContext.Implicits.global
object Stream {
  case class Event(id: Int, tag: Option[String])
  def tag(e: Event): String = e match { case Event(_, Some(t)) if t.nonEmpty => t }
  def main(a: Array[String]): Unit = {
    println("window 1: 2 events, 0 errors")
    val f = Future { List(Event(1, Some("a")), Event(2, None)).map(tag) }
    f.onComplete { case scala.util.Success(x) => println(x) }
    Thread.sleep(300)
    println(Await.result(f.map(_.head).recover { case e: MatchError => sys.error("window 1 lost: " + e.getMessage) }, 2.seconds))
  }
}
