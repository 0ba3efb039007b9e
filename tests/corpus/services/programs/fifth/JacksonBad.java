import com.fasterxml.jackson.databind.*; import org.slf4j.*;
public class JacksonBad { public static class Item{ public int qty; public String sku; }
 public static void main(String[] z){ Logger l=LoggerFactory.getLogger("com.shop.intake"); Noise.make(l,0,10); ObjectMapper m=new ObjectMapper();
 for(String s:new String[]{"{\"qty\":\n \"many\"}","{\"colour\":1}"}) { try{ m.readValue(s,Item.class);}catch(Exception e){ l.error("message dropped",e);} Noise.make(l,7,8);} } }
