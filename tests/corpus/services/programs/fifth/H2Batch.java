import java.sql.*;
public class H2Batch { public static void main(String[] z) throws Exception { try(Connection c=DriverManager.getConnection("jdbc:h2:mem:s"); Statement s=c.createStatement()){ s.execute("create table stock(sku int primary key)"); s.addBatch("insert into stock values(1)"); s.addBatch("insert into stock\n  values(1)"); s.executeBatch(); } } }
