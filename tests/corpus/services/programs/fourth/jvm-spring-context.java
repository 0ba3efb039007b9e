import org.springframework.context.support.*; import org.springframework.beans.factory.support.*;
class Ctx { public static class Gate{ public Gate(){ throw new IllegalStateException("port 8443 is taken"); } } 
 public static void main(String[] a){ GenericApplicationContext c=new GenericApplicationContext(); var g=new RootBeanDefinition(Gate.class); c.registerBeanDefinition("gate", g); c.refresh(); }}
