import freemarker.template.*; import java.io.*; import java.util.*; import org.slf4j.*;
class Mailer { static final Logger log=LoggerFactory.getLogger("mail.Mailer");
 public static void main(String[] a) throws Exception { System.setProperty("x","y");
  Configuration c=new Configuration(Configuration.VERSION_2_3_23); 
  log.info("mailer starting, 0 errors in last run"); 
  for(int i=0;i<14;i++){ log.info("rendered template welcome.ftl for customer {} in {} ms", 400+i, 3+i%4); if(i%5==2) log.warn("bounce rate error_rate=0.0{} for domain d{}.example", i, i);}
  Template t=new Template("invoice.ftl", new StringReader("Dear ${name},\n<#list items as i>\n  ${i.price} EUR\n</#list>"), c);
  try { t.process(Map.of("name","Ann","items",List.of(Map.of("cost",1))), new StringWriter()); } catch(TemplateException e){ log.info("order 418 moved to dead letter queue"); }
  for(int i=0;i<9;i++) log.info("delivered batch {} Exception list empty", i);
  try { new Template("bad.ftl", new StringReader("<#if x>\nno end"), c); } catch(Exception e){ log.error("cannot compile template bad.ftl", e);} 
  log.info("mailer stopping"); 
  log.error("3 mails left in the outbox");
 }}
