public class ScalaBad { static class Res implements AutoCloseable{ public void close(){ throw new scala.MatchError("half-open"); } }
 public static void main(String[] z) throws Exception { Thread t=new Thread(()->{ try(Res a=new Res(); Res b=new Res()){ scala.collection.immutable.Nil$.MODULE$.head(); } },"db: \"main\" pool"); t.start(); t.join(); scala.None$.MODULE$.get(); } }
