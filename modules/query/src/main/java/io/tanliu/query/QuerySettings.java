// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * What the query part needs to know beside the Kafka configuration.
 *
 * @param applicationId Kafka Streams application id, the same for all instances
 * @param stateDirectory where this instance keeps its stores; not shared with another process
 * @param homeRegion region at the top of the overview, six digits
 * @param zone zone in which regions' and industries' days, months and years begin
 * @param minimumCoverage coverage below which a budget is not assessed, 0 to 1
 * @param maxWindows most windows in one answer, 1 or more
 * @param maxStreamClients most browsers on the alert stream at once, 1 or more
 * @param streamBacklog changes kept for a client that resumes or is slow, 1 or more
 * @param streamHeartbeat longest silence on the alert stream
 */
public record QuerySettings(
    String applicationId,
    Path stateDirectory,
    String homeRegion,
    ZoneId zone,
    double minimumCoverage,
    int maxWindows,
    int maxStreamClients,
    int streamBacklog,
    Duration streamHeartbeat) {
  /** Name of the setting for the most clients of the alert stream at once. */
  public static final String STREAM_CLIENTS = "http.stream.clients";

  /** Application id of {@link #defaults}, which is the name of the group of its instances. */
  public static final String APPLICATION_ID = "tanliu-query";

  /** Jiangxi, China Standard Time, 90 % coverage, 50 000 windows, 1 000 stream clients. */
  public static QuerySettings defaults(Path stateDirectory) {
    return new QuerySettings(
        APPLICATION_ID,
        stateDirectory,
        "360000",
        ZoneId.of("Asia/Shanghai"),
        0.9,
        50_000,
        1_000,
        512,
        Duration.ofSeconds(10));
  }

  /**
   * The defaults, and what the configuration says instead: {@value #STREAM_CLIENTS}.
   *
   * @throws IllegalArgumentException when a value is none
   */
  public static QuerySettings of(Path stateDirectory, Map<String, Object> config) {
    QuerySettings usual = defaults(stateDirectory);
    Object clients = config.get(STREAM_CLIENTS);
    return clients == null ? usual : usual.withStreamClients(clients.toString().strip());
  }

  private QuerySettings withStreamClients(String most) {
    if (!most.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException(STREAM_CLIENTS + ": " + most + " (expected: 1 to 999999)");
    }
    return new QuerySettings(
        applicationId,
        stateDirectory,
        homeRegion,
        zone,
        minimumCoverage,
        maxWindows,
        Integer.parseInt(most),
        streamBacklog,
        streamHeartbeat);
  }
}
