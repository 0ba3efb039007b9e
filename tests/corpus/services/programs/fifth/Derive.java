import java.util.*; import java.util.stream.*;
public class Derive { record P(String s,int v){} public static void main(String[] z){ Stream.of(new P("a",1),new P("a",2)).collect(Collectors.toMap(P::s,p->p)); } }
