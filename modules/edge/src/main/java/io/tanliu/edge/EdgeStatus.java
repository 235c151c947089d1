// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent holds.
 *
 * @param id the agent's own id
 * @param units what waits, by unit
 * @param acknowledged readings that are kept and were acknowledged
 * @param rejected readings that the gateway refused and whose reason is kept
 * @param refused requests that the gateway refused as a whole and that are set aside
 * @param usedBytes bytes that hold anything
 * @param limitBytes bytes from which on the oldest acknowledged readings go
 * @param oldestKept epoch milliseconds at which the oldest reading was stored; 0: none
 * @param salvaged what became of a damaged store; empty: there was none
 */
record EdgeStatus(
    String id,
    List<Waiting> units,
    long acknowledged,
    long rejected,
    long refused,
    long usedBytes,
    long limitBytes,
    long oldestKept,
    String salvaged) {

  /**
   * What waits of a unit.
   *
   * @param readings readings that are not yet acknowledged
   * @param oldest epoch milliseconds at which the oldest of them was stored
   */
  record Waiting(String unit, long readings, long oldest) {}

  /** A reading that the gateway refused. */
  record RejectedReading(
      String unit,
      Instant at,
      String code,
      String field,
      String value,
      String expected,
      String reading) {}

  static EdgeStatus read(EdgeDatabase database, long limitBytes) throws SQLException {
    List<Waiting> units = new ArrayList<>();
    try (Statement statement = database.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT unit, sum(readings), min(at) FROM (SELECT unit, readings, stored_at AS at"
                    + " FROM batch WHERE shipment IS NULL UNION ALL SELECT unit, readings, made_at"
                    + " FROM shipment WHERE status = 'OPEN') GROUP BY unit ORDER BY unit")) {
      while (row.next()) {
        units.add(new Waiting(row.getString(1), row.getLong(2), row.getLong(3)));
      }
    }
    return new EdgeStatus(
        database.text("SELECT value FROM meta WHERE name = 'id'"),
        List.copyOf(units),
        database.number(
            "SELECT coalesce(sum(readings), 0) FROM shipment WHERE status = 'ACKNOWLEDGED'"),
        database.number("SELECT count(*) FROM rejected"),
        database.number("SELECT count(*) FROM shipment WHERE status = 'REFUSED'"),
        database.usedBytes(),
        limitBytes,
        database.number("SELECT stored_at FROM batch ORDER BY seq LIMIT 1"),
        database.text("SELECT value FROM meta WHERE name = 'salvaged'"));
  }

  /** Readings that are not yet acknowledged. */
  long waiting() {
    return units.stream().mapToLong(Waiting::readings).sum();
  }

  /** The newest rejected readings, the newest first. */
  static List<RejectedReading> rejected(EdgeDatabase database, int limit) throws SQLException {
    List<RejectedReading> found = new ArrayList<>();
    try (Statement statement = database.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT unit, at, code, field, value, expected, reading FROM rejected ORDER BY id"
                    + " DESC LIMIT "
                    + limit)) {
      while (row.next()) {
        found.add(
            new RejectedReading(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7)));
      }
    }
    return found;
  }
}
