import org.slf4j.*;
class Noise { static void make(Logger l,int from,int n){ String[] m={"GET /orders/{} 200 12ms","cache hit for error_page/{}","0 errors, {} warnings in the last minute","loaded handler com.shop.ErrorHandler at /error/{}","retry policy: onException=java.io.IOException, max={}","panic button widget {} registered","poll finished, failures=0, exceptions={}","Caused by user request {}: flush of session","audit: role 'FATAL' renamed for tenant {}"};
 for(int i=0;i<n;i++) { String s=m[(from+i)%m.length]; if(i%5==4) l.warn(s,from+i); else l.info(s,from+i);} } }
