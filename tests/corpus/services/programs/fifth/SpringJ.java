import org.springframework.jdbc.core.*; import org.springframework.jdbc.datasource.*;
public class SpringJ { public static void main(String[] z){ new JdbcTemplate(new DriverManagerDataSource("jdbc:hsqldb:mem:x")).queryForObject("select count(*) from stock",Integer.class); } }
