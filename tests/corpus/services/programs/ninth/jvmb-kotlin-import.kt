package com.lumen.catalog

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import org.slf4j.LoggerFactory
import kotlin.system.exitProcess

class ImportFailedException(val batch: String, cause: Throwable) :
    RuntimeException("batch $batch could not be imported", cause)

data class Product(val sku: String, val title: String, val cents: Long)

class Catalog {
    private val products = linkedMapOf<String, Product>()

    fun add(p: Product) {
        require(p.cents > 0) { "price of ${p.sku} must be positive, was ${p.cents}" }
        check(products.put(p.sku, p) == null) { "duplicate sku ${p.sku}" }
    }

    val size get() = products.size
}

class Importer(private val catalog: Catalog) {
    private val log = LoggerFactory.getLogger(Importer::class.java)
    private val mapper = ObjectMapper()

    fun import(batch: String, text: String) {
        log.info("importing batch {} ({} bytes)", batch, text.length)
        try {
            mapper.readTree(text).forEach { catalog.add(it.toProduct()) }
        } catch (e: Exception) {
            throw ImportFailedException(batch, e)
        }
        log.info("catalog now holds {} products", catalog.size)
    }

    private fun JsonNode.toProduct() =
        Product(this["sku"].asText(), this["title"].asText(), this["cents"].asLong())
}

fun main() {
    val log = LoggerFactory.getLogger("com.lumen.catalog.Main")
    val importer = Importer(Catalog())
    val batches = mapOf(
        "2031-a" to """[{"sku":"LM-100","title":"Desk lamp","cents":4900}]""",
        "2031-b" to """[{"sku":"LM-200","title":"Floor lamp","cents":0}]""",
        "2031-c" to "[{\"sku\":\"LM-300\",\n  \"title\":\"Bulb E27\",\n  \"cents\":1,99}]"
    )
    var failed = 0
    batches.forEach { (name, text) ->
        try {
            importer.import(name, text)
        } catch (e: ImportFailedException) {
            failed++
            log.error("import of {} failed, going on with the next", name, e)
        }
    }
    if (failed > 1) {
        log.error("{} of {} batches failed, giving up", failed, batches.size)
        exitProcess(3)
    }
}
