import freemarker.template.*; import java.io.*; import java.util.*;
/** mail merge with FreeMarker: it logs errors itself (JUL), long message before the frames */
public class Letters {
  public static void main(String[] a) throws Exception {
    Configuration c = new Configuration(Configuration.VERSION_2_3_28); if (a.length > 0) c.setLogTemplateExceptions(false);
    Template t = new Template("letter.ftl", new StringReader("Dear ${name},\n<#list items as i>\n${i.price?string} for ${i.title}\n</#list>\n"), c);
    Map<String,Object> ok = Map.of("name", "A", "items", List.of(Map.of("price", 3, "title", "error handling, a primer")));
    for (int i = 0; i < 3; i++) { StringWriter w = new StringWriter(); t.process(ok, w); System.err.print(w); }
    t.process(Map.of("name", "B", "items", List.of(Map.of("price", 3))), new StringWriter());
  }
}
