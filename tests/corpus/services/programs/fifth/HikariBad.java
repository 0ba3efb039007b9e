import com.zaxxer.hikari.*; import org.slf4j.*;
public class HikariBad { public static void main(String[] z){ Noise.make(LoggerFactory.getLogger("com.shop.db"),5,16); HikariConfig c=new HikariConfig(); c.setPoolName("orders"); c.setJdbcUrl("jdbc:h2:mem:a;IFEXISTS=TRUE"); c.setInitializationFailTimeout(1); new HikariDataSource(c);} }
