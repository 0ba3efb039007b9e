import com.zaxxer.hikari.*; import org.slf4j.*;
class Pool { public static void main(String[] a) throws Exception { Logger l=LoggerFactory.getLogger("shop.db.Pool");
  l.info("opening pool"); for(int i=0;i<8;i++) l.debug("candidate host db{} weight={}", i, i*2);
  HikariConfig ok=new HikariConfig(); ok.setJdbcUrl("jdbc:h2:mem:shop"); ok.setPoolName("shop"); HikariDataSource ds=new HikariDataSource(ok);
  try(var c=ds.getConnection(); var s=c.createStatement()){ s.execute("create table orders(id int primary key)"); for(int i=0;i<10;i++){ s.execute("insert into orders values("+i+")"); l.info("inserted order {}", i);} 
   try{ s.execute("insert into orders values(3)"); }catch(Exception e){ l.error("duplicate order 3", new RuntimeException("order rejected", e)); }
   try{ s.execute("selec 1"); }catch(Exception e){ l.warn("health probe failed, will try again in 5 s", e); }
   l.info("probe ok: SELECT 1 /* no Exception */"); }
  HikariConfig c=new HikariConfig(); c.setJdbcUrl("jdbc:h2:tcp://127.0.0.1:1/x"); c.setPoolName("replica"); c.setInitializationFailTimeout(1); c.setConnectionTimeout(400);
  try{ new HikariDataSource(c);}catch(Exception e){ l.error("replica unavailable, giving up", e);} 
  ds.close(); l.info("bye"); }}
