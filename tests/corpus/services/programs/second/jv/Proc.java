import javax.annotation.processing.*; import javax.lang.model.element.*; import javax.lang.model.SourceVersion; import java.util.*;
@SupportedAnnotationTypes("*")
public class Proc extends AbstractProcessor {
  public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
  public boolean process(Set<? extends TypeElement> s, RoundEnvironment r) { throw new IllegalStateException("mapper for " + r.getRootElements() + " not generated", new java.io.IOException("disk error")); }
}
