// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.edge.Shipment.Rejected;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The file of the store: SQLite in write-ahead mode, every commit forced to the disk, one writer. A
 * commit that was cut off is gone as if it had never been; what was committed stays.
 */
final class EdgeDatabase implements Closeable {
  static final String NAME = "edge.db";

  private static final int PAGE_BYTES = 4_096;
  private static final int WAL_LIMIT = 64 << 20;

  /** Rejected readings that are kept; the gateway's topic has all that it refused. */
  private static final int REJECTED_KEPT = 100_000;

  private static final String[] TABLES = {
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS batch (seq INTEGER PRIMARY KEY AUTOINCREMENT, unit TEXT NOT NULL,"
        + " kind TEXT NOT NULL, origin TEXT NOT NULL, readings INTEGER NOT NULL, body BLOB NOT"
        + " NULL, stored_at INTEGER NOT NULL, shipment INTEGER)",
    "CREATE INDEX IF NOT EXISTS batch_waiting ON batch (unit, seq) WHERE shipment IS NULL",
    "CREATE INDEX IF NOT EXISTS batch_shipment ON batch (shipment) WHERE shipment IS NOT NULL",
    "CREATE TABLE IF NOT EXISTS parcel (unit TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT"
        + " NULL, seq INTEGER NOT NULL, readings INTEGER NOT NULL, stored_at INTEGER NOT NULL,"
        + " PRIMARY KEY (unit, key)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS shipment (id INTEGER PRIMARY KEY AUTOINCREMENT, unit TEXT NOT"
        + " NULL, kind TEXT NOT NULL, key TEXT NOT NULL, readings INTEGER NOT NULL, body BLOB,"
        + " seal_name TEXT, seal TEXT, made_at INTEGER NOT NULL, status TEXT NOT NULL, ended_at"
        + " INTEGER, accepted INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,"
        + " frame TEXT, reason TEXT)",
    "CREATE INDEX IF NOT EXISTS shipment_open ON shipment (unit, id) WHERE status = 'OPEN'",
    "CREATE TABLE IF NOT EXISTS rejected (id INTEGER PRIMARY KEY AUTOINCREMENT, shipment INTEGER"
        + " NOT NULL, unit TEXT NOT NULL, reading TEXT NOT NULL, code TEXT NOT NULL, field TEXT NOT"
        + " NULL, value TEXT NOT NULL, expected TEXT NOT NULL, at INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS heard (unit TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,"
        + " at INTEGER NOT NULL, PRIMARY KEY (unit, id)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS heard_at ON heard (at)",
  };

  private final Connection connection;

  private EdgeDatabase(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the store of a directory. One that is damaged is set aside under another name, and
   * everything that can still be read is copied into a new one.
   *
   * @param quotaBytes most bytes of the file
   * @throws StoreException when it cannot be opened
   */
  static EdgeDatabase open(Path directory, long quotaBytes, Instant now) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(NAME);
    boolean damaged = Files.exists(file) && !isSound(file);
    Path aside = directory.resolve("edge-damaged-" + now.toEpochMilli() + ".db");
    if (damaged) {
      move(file, aside, "-wal");
      move(file, aside, "-shm");
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    }
    EdgeDatabase opened = create(file, quotaBytes);
    if (damaged) {
      Salvage.copy(aside, opened.connection);
    }
    return opened;
  }

  /** Opens it to look only, while an agent may be running. */
  static EdgeDatabase look(Path directory) throws StoreException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      throw new StoreException(
          StoreException.Kind.FAILED,
          "data: " + directory + " (expected: the store of an agent)",
          null);
    }
    try {
      SQLiteConfig config = new SQLiteConfig();
      config.setBusyTimeout(10_000);
      return new EdgeDatabase(config.createConnection("jdbc:sqlite:" + file));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static EdgeDatabase create(Path file, long quotaBytes) throws StoreException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    config.setPageSize(PAGE_BYTES);
    config.setJournalSizeLimit(WAL_LIMIT);
    config.setMaxPageCount((int) Math.min(quotaBytes / PAGE_BYTES, Integer.MAX_VALUE));
    Connection connection = null;
    try {
      connection = config.createConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        for (String table : TABLES) {
          statement.execute(table);
        }
        statement.execute("INSERT OR IGNORE INTO meta VALUES ('id', '" + UUID.randomUUID() + "')");
      }
      connection.setAutoCommit(false);
      return new EdgeDatabase(connection);
    } catch (SQLException e) {
      close(connection, e);
      throw failed(e);
    }
  }

  private static void close(Connection connection, SQLException cause) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean isSound(Path file) throws StoreException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(10_000);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet said = statement.executeQuery("PRAGMA quick_check(1)")) {
      return said.next() && said.getString(1).equals("ok");
    } catch (SQLException e) {
      if (isDamage(e)) {
        return false;
      }
      throw failed(e);
    }
  }

  static boolean isDamage(SQLException e) {
    int primary = e.getErrorCode() & 0xFF;
    return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  private static void move(Path file, Path aside, String suffix) throws IOException {
    Path from = file.resolveSibling(file.getFileName() + suffix);
    if (Files.exists(from)) {
      Files.move(
          from, aside.resolveSibling(aside.getFileName() + suffix), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  static StoreException failed(SQLException e) {
    int primary = e.getErrorCode() & 0xFF;
    boolean full = primary == SQLiteErrorCode.SQLITE_FULL.code;
    return new StoreException(
        full ? StoreException.Kind.FULL : StoreException.Kind.FAILED,
        "store: " + e.getMessage(),
        e);
  }

  Connection connection() {
    return connection;
  }

  /** Bytes of pages that hold anything. */
  long usedBytes() throws SQLException {
    return (number("PRAGMA page_count") - number("PRAGMA freelist_count")) * PAGE_BYTES;
  }

  /** The one number that a query gives; 0 when it gives none. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** The one text that a query gives; empty when it gives none. */
  String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      String found = rows.next() ? rows.getString(1) : null;
      return found == null ? "" : found;
    }
  }

  /** Changes rows; returns how many. */
  int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  /**
   * Keeps what was rejected, with its reason; the oldest goes when there are too many.
   *
   * @param shipment request in which it was sent; 0: refused by this agent
   */
  void reject(long shipment, String unit, Rejected one, Instant now) throws SQLException {
    update(
        "INSERT INTO rejected (shipment, unit, reading, code, field, value, expected, at) VALUES"
            + " (?, ?, ?, ?, ?, ?, ?, ?)",
        shipment,
        unit,
        one.reading(),
        one.code(),
        one.field(),
        one.value(),
        one.expected(),
        now.toEpochMilli());
    update("DELETE FROM rejected WHERE id <= (SELECT max(id) FROM rejected) - ?", REJECTED_KEPT);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
