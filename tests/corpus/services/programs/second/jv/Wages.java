import org.apache.spark.SparkConf; import org.apache.spark.api.java.JavaSparkContext; import java.util.*;
/** payroll on Spark, local mode, Scala stack, log4j2 of Spark: the task fails, the stage is aborted, main dies */
public class Wages {
  public static void main(String[] a) {
    JavaSparkContext c = new JavaSparkContext(new SparkConf().setMaster("local[1]").setAppName("wages").set("spark.ui.enabled", "false"));
    System.out.println("sum " + c.parallelize(Arrays.asList("100", "200"), 1).map(Integer::parseInt).reduce(Integer::sum) + " errors=0");
    try { c.parallelize(Arrays.asList("100", "2OO"), 1).map(Integer::parseInt).collect(); } finally { c.stop(); }
  }
}
