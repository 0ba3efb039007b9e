import freemarker.template.*; import java.io.*; import java.util.*; import org.slf4j.*;
public class Ftl { public static void main(String[] z) throws Exception { Logger l=LoggerFactory.getLogger("com.shop.mail.Renderer"); Noise.make(l,4,12);
 Configuration c=new Configuration(Configuration.VERSION_2_3_23); c.setLogTemplateExceptions(false); c.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
 Template t=new Template("invoice.ftl",new StringReader("Dear ${customer.name},\n<#list lines as x>${x.price}</#list>"),c);
 try{ t.process(new HashMap<String,Object>(Map.of("customer",Map.of("name","A"),"lines",List.of(Map.of("sku","9")))), new StringWriter()); }catch(TemplateException e){ l.error("mail for order {} not rendered",4411,e);} Noise.make(l,2,13);} }
