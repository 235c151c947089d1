// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.FileForm;
import io.tanliu.client.folder.Folder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an agent runs.
 *
 * @param gateway base address of the gateway
 * @param keyFile file with the API key for the gateway
 * @param authorities PEM file of the authorities that are trusted
 * @param data directory of the store
 * @param units units whose readings are taken
 * @param host address of the door
 * @param port port of the door; 0 for a free one
 * @param doorKey file with the key that senders to the door must show; needed when the door is not
 *     on loopback
 * @param keep how long acknowledged readings are kept
 * @param quotaBytes most bytes of the store; what is acknowledged goes first, oldest first
 * @param shipment most readings of one request to the gateway
 * @param drift difference between the clocks from which on there is an alarm
 * @param folders folders from which files are taken
 * @param mqtt broker from which readings are taken
 */
public record EdgeSettings(
    URI gateway,
    Optional<Path> keyFile,
    Optional<Path> authorities,
    Path data,
    Set<String> units,
    String host,
    int port,
    Optional<Path> doorKey,
    Duration keep,
    long quotaBytes,
    int shipment,
    Duration drift,
    List<Source> folders,
    Optional<MqttSource> mqtt) {

  /** Half a year, as the province asks for: 184 days are the longest six months. */
  public static final Duration DEFAULT_KEEP = Duration.ofDays(184);

  /** 20 GiB. */
  public static final long DEFAULT_QUOTA = 20L << 30;

  /** Least bytes of a store. */
  static final long LEAST_QUOTA = 1L << 20;

  /**
   * A folder.
   *
   * @param folder where files are put
   * @param unit unit of its files
   * @param point point of files of one point; empty: the files name their points
   * @param energyUnit unit of the values; empty: what the files say
   * @param backfill true when the files are history
   * @param form how the files are read
   */
  public record Source(
      Folder folder,
      String unit,
      Optional<String> point,
      Optional<String> energyUnit,
      boolean backfill,
      FileForm form) {}

  public EdgeSettings {
    units = Set.copyOf(units);
    folders = List.copyOf(folders);
    if (units.isEmpty()) {
      throw new IllegalArgumentException("units: none (expected: at least one)");
    }
    if (shipment < 1 || shipment > 100_000) {
      throw new IllegalArgumentException("shipment: " + shipment + " (expected: 1 to 100000)");
    }
    if (quotaBytes < LEAST_QUOTA) {
      throw new IllegalArgumentException(
          "quota: " + quotaBytes + " bytes (expected: >= " + LEAST_QUOTA + ")");
    }
    for (String unit : units) {
      if (mqtt.isPresent() && !unit.matches("[^/+#\\u0000]+")) {
        throw new IllegalArgumentException(
            "units: " + unit + " (expected: a level of a topic, without / + #)");
      }
    }
    for (Source each : folders) {
      if (!units.contains(each.unit())) {
        throw new IllegalArgumentException(
            "folders: unit: " + each.unit() + " (expected: one of " + units + ")");
      }
    }
  }
}
