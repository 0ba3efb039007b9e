package shop.imports

import com.fasterxml.jackson.annotation.JsonCreator
import com.fasterxml.jackson.annotation.JsonProperty
import com.fasterxml.jackson.databind.ObjectMapper
import org.slf4j.LoggerFactory
import org.slf4j.MDC
import java.io.File

class Line @JsonCreator constructor(
    @JsonProperty("sku") val sku: String,
    @JsonProperty("qty") val qty: Int)

class Order @JsonCreator constructor(
    @JsonProperty("id") val id: Int,
    @JsonProperty("lines") val lines: List<Line>)

class ImportFailed(msg: String, cause: Throwable) : RuntimeException(msg, cause)

class Importer(private val mapper: ObjectMapper) {
    private val log = LoggerFactory.getLogger(Importer::class.java)
    private var imported = 0

    fun import(batch: List<String>) {
        for ((n, text) in batch.withIndex()) {
            MDC.put("row", "row=${n + 1}")
            try {
                val order = mapper.readValue(text, Order::class.java)
                imported += order.lines.sumBy { it.qty }
                log.info("order {} read, {} lines", order.id, order.lines.size)
            } catch (e: com.fasterxml.jackson.core.JsonProcessingException) {
                log.error("order could not be read", e)
            }
        }
        MDC.clear()
        log.info("{} pieces imported", imported)
    }
}

fun main(args: Array<String>) {
    val log = LoggerFactory.getLogger("shop.imports.Main")
    val mapper = ObjectMapper()
    log.info("reading batch {}", args[0])
    val rows = File(args[0]).readLines()
    Importer(mapper).import(rows)
    val summary = rows.last()
    try {
        val total = mapper.readTree(summary).get("total").asInt()
        log.info("total {}", total)
    } catch (e: Exception) {
        throw ImportFailed("no summary in ${args[0]}", e)
    }
}
