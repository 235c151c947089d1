// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * Copies what can be read of a damaged store into a new one, row by row; what cannot be read is
 * counted. What was on its way is sent again under its old key, so that nothing is doubled.
 */
final class Salvage {
  private static final List<String> TABLES = List.of("shipment", "batch", "rejected");

  private Salvage() {}

  static void copy(Path damaged, Connection into) throws StoreException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(10_000);
    long lost = 0;
    try (Connection from = config.createConnection("jdbc:sqlite:" + damaged)) {
      id(from, into);
      chains(from, into);
      for (String table : TABLES) {
        lost += table(from, into, table);
      }
      parcels(from, into);
    } catch (SQLException e) {
      if (!EdgeDatabase.isDamage(e)) {
        throw EdgeDatabase.failed(e);
      }
      lost = Math.max(lost, 1);
    }
    try (PreparedStatement told =
        into.prepareStatement("INSERT OR REPLACE INTO meta VALUES ('salvaged', ?)")) {
      told.setString(1, damaged.getFileName() + ": " + lost + " rows could not be read");
      told.executeUpdate();
      into.commit();
    } catch (SQLException e) {
      throw EdgeDatabase.failed(e);
    }
  }

  private static void id(Connection from, Connection into) {
    try (Statement read = from.createStatement();
        ResultSet row = read.executeQuery("SELECT value FROM meta WHERE name = 'id'");
        PreparedStatement write =
            into.prepareStatement("UPDATE meta SET value = ? WHERE name = 'id'")) {
      if (row.next()) {
        write.setString(1, row.getString(1));
        write.executeUpdate();
      }
    } catch (SQLException e) {
      // The new id only means that what is sent again has new keys; the ledger finds duplicates.
    }
  }

  /** Rows one by one by their number: a damaged page costs its rows and no others. */
  private static long table(Connection from, Connection into, String table) throws SQLException {
    String key = table.equals("batch") ? "seq" : "id";
    long last = last(from, table);
    long lost = 0;
    String sql = "SELECT * FROM " + table + " WHERE " + key + " = ";
    for (long id = 1; id <= last; id++) {
      // A statement of its own for each: one that met damage cannot be used again.
      try (Statement read = from.createStatement();
          ResultSet row = read.executeQuery(sql + id)) {
        if (row.next()) {
          insert(into, table, row);
        }
      } catch (SQLException e) {
        if (!EdgeDatabase.isDamage(e)) {
          throw e;
        }
        lost++;
      }
    }
    into.commit();
    return lost;
  }

  private static long last(Connection from, String table) {
    String sequence = "SELECT seq FROM sqlite_sequence WHERE name = '" + table + "'";
    try (Statement read = from.createStatement();
        ResultSet row = read.executeQuery(sequence)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      return 0;
    }
  }

  private static void chains(Connection from, Connection into) {
    try (Statement read = from.createStatement();
        ResultSet row = read.executeQuery("SELECT * FROM meta WHERE name LIKE 'chain:%'")) {
      while (row.next()) {
        insert(into, "meta", row);
      }
    } catch (SQLException e) {
      // The gateway then says that the chain is elsewhere, and nothing is sent until that is
      // mended.
    }
  }

  private static void parcels(Connection from, Connection into) throws SQLException {
    try (Statement read = from.createStatement();
        ResultSet row = read.executeQuery("SELECT * FROM parcel")) {
      while (row.next()) {
        insert(into, "parcel", row);
      }
    } catch (SQLException e) {
      // A sender that repeats is stored again; the ledger finds duplicates.
    }
    into.commit();
  }

  private static void insert(Connection into, String table, ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    String marks = "?" + ", ?".repeat(columns.getColumnCount() - 1);
    try (PreparedStatement write =
        into.prepareStatement("INSERT OR IGNORE INTO " + table + " VALUES (" + marks + ")")) {
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        write.setObject(i, row.getObject(i));
      }
      write.executeUpdate();
    }
  }
}
