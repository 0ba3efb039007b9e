import sys
from pyspark.sql import SparkSession, functions as F
s = SparkSession.builder.master("local[1]").appName("clicks").config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1").getOrCreate()
s.sparkContext.setLogLevel("INFO" if len(sys.argv) > 2 else "WARN")
def ratio(x): return 10 // (x - 3)
print("clicks: 5 rows, 0 errors", flush=True)
if sys.argv[1] == "udf": print(s.range(5).select(F.udf(ratio, "long")("id")).collect())
else: print(s.range(5).select(F.col("no_such")).collect())
