import org.springframework.context.support.*; import org.springframework.beans.factory.config.*; import org.springframework.beans.factory.support.*;
public class SpringApp {
    public static class Repo { public Repo() { throw new IllegalStateException("schema version 3 expected, found 2"); } }
    public static class Service { private Repo repo; public void setRepo(Repo r) { repo = r; } }
    public static void main(String[] a) {
        GenericApplicationContext ctx = new GenericApplicationContext();
        ctx.registerBeanDefinition("service", BeanDefinitionBuilder.genericBeanDefinition(Service.class).addPropertyReference("repo", "repo").getBeanDefinition());
        ctx.registerBeanDefinition("repo", BeanDefinitionBuilder.genericBeanDefinition(Repo.class).getBeanDefinition());
        ctx.refresh();
    }
}
