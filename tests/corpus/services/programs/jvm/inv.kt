package inv
class Inventory { lateinit var db: Map<String, Int>; fun left(k: String): Int = db[k]!! }
fun main() { println("inventory check, errors=0"); val i = Inventory(); i.db = mapOf("a" to 1); println(i.left("a")); runCatching { i.left("z") }.onFailure { throw IllegalStateException("item z", it) } }
