package com.example.shop;

import freemarker.template.Configuration;
import freemarker.template.Template;
import groovy.lang.GroovyShell;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import org.mockito.Mockito;
import org.yaml.snakeyaml.Yaml;

/** Exceptions whose text does not begin with their type. */
public class Untyped {
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "yaml": read("items:\n  - a: 1\n   - b: 2\n"); break;
            case "yaml-cause":
                try {
                    read("till: \"main\n");
                } catch (RuntimeException e) {
                    throw new IllegalStateException("no settings", e);
                }
                break;
            case "freemarker":
                Configuration settings = new Configuration(Configuration.VERSION_2_3_30);
                settings.setLogTemplateExceptions(false);
                new Template("mail", "Hello\n ${order.id}\n", settings).process(new HashMap<String, Object>(), new StringWriter());
                break;
            case "groovy": new GroovyShell().evaluate("def f(x) { assert x == [1, 2]*.plus(1) }\nf(3)"); break;
            default:
                List<String> list = Mockito.mock(List.class);
                list.add("a");
                Mockito.verify(list).add("b");
        }
    }

    private static Object read(String text) { return new Yaml().load(text); }
}
