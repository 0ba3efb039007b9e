import okhttp3.*; import org.slf4j.*;
public class OkBad { public static void main(String[] z) throws Exception { Logger l=LoggerFactory.getLogger("com.shop.rates"); Noise.make(l,0,12); OkHttpClient c=new OkHttpClient();
 for(int i=1;i<3;i++) try{ c.newCall(new Request.Builder().url("http://127.0.0.1:9/rates").build()).execute(); }catch(Exception e){ if(i==1) l.warn("rates not reachable, will try again in 1 s",e); else l.error("rates given up after {} attempts",i,e);} Noise.make(l,6,12);} }
