package shop.thumbs
import org.apache.log4j.*
import java.util.concurrent.*
private val log = Logger.getLogger("shop.thumbs.ThumbWorker")
sealed class Job { data class Resize(val id: Int, val w: Int) : Job(); data class Crop(val id: Int, val box: String?) : Job() }
class JobFailed(job: Job, cause: Throwable) : RuntimeException("job $job failed", cause)
lateinit var bucket: String
fun run(j: Job): String = when (j) {
    is Job.Resize -> { require(j.w > 0) { "width of image ${j.id} must be positive, is ${j.w}" }; "image ${j.id} resized to ${j.w}" }
    is Job.Crop -> "image ${j.id} cropped to " + j.box!!.length
}
fun attempt(j: Job) { try { log.info(run(j)) } catch (e: Exception) { throw JobFailed(j, e) } }
fun main() {
    log.info("thumb worker up [jobs=0, errors=0]")
    for (i in 1..7) attempt(Job.Resize(i, 100 * i))
    try { attempt(Job.Resize(8, 0)) } catch (e: JobFailed) { log.error("giving up on image 8", e) }
    for (i in 9..14) attempt(Job.Resize(i, 64))
    try { attempt(Job.Crop(15, null)) } catch (e: JobFailed) { log.warn("image 15 has no crop box, skipped", e) }
    val pool = Executors.newFixedThreadPool(1) { r -> Thread(r, "uploader-1") }
    pool.execute { log.info("uploading to s3://" + bucket) }
    Thread.sleep(80)
    log.info("uploader restarted; Exception count since start: 1")
    for (i in 16..20) attempt(Job.Resize(i, 64))
    pool.shutdown()
    log.error("disk quota at 97%: /var/spool/thumbs")
    val t = Thread({ val l = ArrayList<ByteArray>(); while (true) l.add(ByteArray(8 shl 20)) }, "montage")
    t.start(); t.join()
    log.info("montage stopped")
    for (i in 21..23) attempt(Job.Resize(i, 32))
    attempt(Job.Resize(24, 64)); log.info("queue empty, worker down")
}
