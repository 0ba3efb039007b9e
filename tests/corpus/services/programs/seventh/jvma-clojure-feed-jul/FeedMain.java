import clojure.java.api.Clojure;
import clojure.lang.IFn;
public class FeedMain { public static void main(String[] a) { 
  Clojure.var("clojure.core", "require").invoke(Clojure.read("feed.core"));
  ((IFn) Clojure.var("feed.core", "-main")).invoke(); } }
