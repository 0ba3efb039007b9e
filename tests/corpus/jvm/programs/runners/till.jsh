int price(String text) { return Integer.parseInt(text); }
price("4")
price("12,5")
int[] tills = {1, 2};
tills[3]
throw new IllegalStateException("till is shut", new java.io.IOException("disk full"))
int total = "none";
/exit
