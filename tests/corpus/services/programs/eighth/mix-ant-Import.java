/** Reads ARTICLE;CENTS pairs. */
public class Import {
    static class BadLine extends Exception {
        final int line;
        BadLine(int line, Throwable t) { super(t); this.line = line; }
        @Override public String getMessage() { return "line " + line + ": " + super.getMessage() + "\n\tExpected: ARTICLE;CENTS"; }
    }
    static int cents(String s) { return Integer.parseInt(s.split(";")[1]); }
    public static void main(String[] lines) throws BadLine {
        for (int i = 0; i < lines.length; i++) {
            try { System.out.println("line " + (i + 1) + " ok: " + cents(lines[i]) + " cents, Exception: none"); }
            catch (NumberFormatException e) { throw new BadLine(i + 1, e); }
        }
    }
}
