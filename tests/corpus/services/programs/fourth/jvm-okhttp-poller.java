import okhttp3.*; 
class Poller { public static void main(String[] a) throws Exception { String n=a[0]; for(int i=0;i<6;i++) System.out.println("poll "+i+" region="+n+" ok, exceptions: none");
 System.out.flush(); if(n.equals("eu")){ Throwable[] x=new Throwable[1]; try { new OkHttpClient().newCall(new Request.Builder().url("http://127.0.0.1:1/health").build()).execute(); } catch(java.io.IOException e){ var r=new java.io.UncheckedIOException("region "+n+" is down", e); r.addSuppressed(new java.util.concurrent.TimeoutException("fallback took 30 s")); throw r; } }
 else new java.util.concurrent.ForkJoinPool(1).submit(()->{ throw new SecurityException(); }).get(); }}
