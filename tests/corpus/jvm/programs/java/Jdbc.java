package com.example.shop;

import java.sql.*;

/** A real driver's messages: url, then statements; the last one fails. */
public class Jdbc {
    public static void main(String[] args) throws Exception {
        try (Connection c = DriverManager.getConnection(args[0]); Statement s = c.createStatement()) {
            if (args[1].equals("batch")) {
                for (int i = 2; i < args.length; i++) s.addBatch(args[i]);
                s.executeBatch();
            } else for (int i = 1; i < args.length; i++) s.execute(args[i]);
        }
    }
}
