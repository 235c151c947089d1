// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.seal.SealKey;
import io.tanliu.edge.Shipment.Answer;
import io.tanliu.edge.Shipment.Rejected;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The readings of an agent: what came in, in that order, and what became of it. One call is one
 * transaction, on the disk when it returns.
 */
final class EdgeStore implements Closeable {
  private final EdgeDatabase database;
  private final Connection connection;
  private final long limitBytes;
  private final String id;
  private final Inbox inbox;
  private final SealChain chain;
  private final Outbox outbox;

  private EdgeStore(
      EdgeDatabase database, long quotaBytes, int shipmentReadings, Optional<SealKey> signer)
      throws SQLException {
    this.database = database;
    this.connection = database.connection();
    // What is left of the quota is for the bookkeeping of what goes out.
    this.limitBytes = quotaBytes - quotaBytes / 8;
    this.id = database.text("SELECT value FROM meta WHERE name = 'id'");
    this.inbox = new Inbox(database, id, limitBytes, shipmentReadings);
    this.chain = new SealChain(database, signer);
    this.outbox = new Outbox(database, id, shipmentReadings, chain);
  }

  /**
   * Opens the store of a directory.
   *
   * @param quotaBytes most bytes
   * @param shipmentReadings most readings of one request to the gateway
   * @param signer seals each request, if any
   */
  static EdgeStore open(
      Path directory, long quotaBytes, int shipmentReadings, Optional<SealKey> signer, Instant now)
      throws IOException {
    EdgeDatabase database = EdgeDatabase.open(directory, quotaBytes, now);
    try {
      return new EdgeStore(database, quotaBytes, shipmentReadings, signer);
    } catch (SQLException e) {
      database.close();
      throw EdgeDatabase.failed(e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The agent's own id, made with the store. */
  String id() {
    return id;
  }

  /**
   * What was stored.
   *
   * @param id of the parcel, for its receipt
   * @param readings how many
   * @param replay true when it had been stored before
   */
  record Stored(String id, int readings, boolean replay) {}

  /** Something that is done in one transaction. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException, StoreException;
  }

  private synchronized <T> T transaction(Work<T> work) throws StoreException {
    try {
      T result = work.run();
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback(e);
      throw EdgeDatabase.failed(e);
    } catch (StoreException | RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Stores a parcel, all of it or nothing. A full store lets go of the oldest acknowledged readings
   * first, and of nothing else.
   *
   * @throws StoreException when there is no room, the key was used for something else, or the disk
   *     fails
   */
  Stored append(Parcel parcel, Instant now) throws StoreException {
    return transaction(() -> inbox.append(parcel, now));
  }

  /**
   * Stores messages of a broker, all of them or nothing; repeats of the last hour are passed over,
   * and what cannot be used is kept with the reason.
   *
   * @throws StoreException when there is no room or the disk fails
   */
  Heard.Outcome take(List<Heard> messages, Instant now) throws StoreException {
    return transaction(() -> inbox.take(messages, now));
  }

  /** True when this unit's parcel of this key is stored. */
  boolean knows(String unit, String key) throws StoreException {
    return transaction(
        () -> {
          try (PreparedStatement find =
              connection.prepareStatement("SELECT 1 FROM parcel WHERE unit = ? AND key = ?")) {
            find.setString(1, unit);
            find.setString(2, key);
            try (ResultSet row = find.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  /**
   * What a unit has to send next: what is on its way, else the oldest that waits, joined up to the
   * size of a request. Nothing while another unit's request stands at the end of the chain.
   */
  Optional<Shipment> next(String unit, Instant now) throws StoreException {
    return transaction(
        () -> {
          if (chain.isHeldByOther(unit)) {
            return Optional.empty();
          }
          Optional<Shipment> open = outbox.open(unit);
          return open.isPresent() ? Optional.of(outbox.sealed(open.get())) : outbox.make(unit, now);
        });
  }

  /** The gateway has taken it. */
  void acknowledged(Shipment shipment, Answer answer, List<Rejected> rejected, Instant now)
      throws StoreException {
    transaction(
        () -> {
          chain.taken(shipment);
          return outbox.acknowledged(shipment, answer, rejected, now);
        });
  }

  /** The gateway has certainly not taken it: its place in the chain is free again. */
  void unsealed(Shipment shipment) throws StoreException {
    transaction(() -> outbox.unsealed(shipment));
  }

  /** The gateway will never take it as it is: it is set aside, and the next goes on. */
  void refused(Shipment shipment, String reason, Instant now) throws StoreException {
    transaction(() -> outbox.refused(shipment, reason, now));
  }

  /** Puts what was refused as a whole back to be sent again, also while an agent is running. */
  static long retry(EdgeDatabase database) throws SQLException {
    try (Statement statement = database.connection().createStatement()) {
      return statement.executeUpdate(
          "UPDATE shipment SET status = 'OPEN', ended_at = NULL, reason = NULL, seal_name = NULL,"
              + " seal = NULL WHERE status = 'REFUSED'");
    }
  }

  /** Lets go of what was acknowledged longer ago than that. */
  int prune(Instant now, Duration keep) throws StoreException {
    long before = now.minus(keep).toEpochMilli();
    return transaction(() -> inbox.deleteAcknowledged(before));
  }

  /** Everything that can be told about the store, in one view. */
  EdgeStatus status() throws StoreException {
    return transaction(() -> EdgeStatus.read(database, limitBytes));
  }

  @Override
  public synchronized void close() throws IOException {
    database.close();
  }
}
