package shop;
import java.util.*;
public class Smoke { public static void main(String[] a) { System.out.println("smoke: empty cart ok"); Cart c = new Cart(); c.add("tea", 1); System.out.println("smoke: tea=" + c.count("tea")); System.out.println("smoke: mug=" + c.count("mug")); } }
