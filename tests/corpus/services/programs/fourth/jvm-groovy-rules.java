class Rules { public static void main(String[] a) throws Exception { System.err.println("2 rules loaded"); var sh=new groovy.lang.GroovyShell();
 Thread t=new Thread(()->sh.evaluate("def price(o){ o.nett * 1.19 }\nprice([]  as Date)"),"rule: vat"); t.start(); t.join(); System.err.println("rule vat failed, next"); sh.evaluate("if (x > {\n  y\n"); }}
