// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to send, how the file is to be read, and where it goes.
 *
 * @param connection the gateway
 * @param unit unit id
 * @param point point id of a file of one point; empty: the file names its points
 * @param file CSV, .xlsx or .xls file with a header
 * @param form how the file is to be read
 * @param energyUnit unit of the values, checked by the gateway against the point's
 * @param backfill true when the file is history, which may be older than the correction horizon
 * @param batch readings per request, 1 to 100 000
 * @param resume false to begin at the first reading even if an earlier push broke off
 * @param patience how long one batch is tried again while the gateway does not take it
 * @param stateDirectory where progress is kept, see {@link #defaultStateDirectory}
 */
public record PushOptions(
    Connection connection,
    String unit,
    Optional<String> point,
    Path file,
    FileForm form,
    Optional<String> energyUnit,
    boolean backfill,
    int batch,
    boolean resume,
    Duration patience,
    Path stateDirectory) {

  /** Readings per request unless something else is asked for. */
  public static final int DEFAULT_BATCH = 2_000;

  /** How long a batch is tried again unless something else is asked for. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  public PushOptions {
    if (batch < 1 || batch > 100_000) {
      throw new IllegalArgumentException("batch: " + batch + " (expected: 1 to 100000)");
    }
  }

  /** The same for another file. */
  public PushOptions withFile(Path other) {
    return new PushOptions(
        connection,
        unit,
        point,
        other,
        form,
        energyUnit,
        backfill,
        batch,
        resume,
        patience,
        stateDirectory);
  }

  /** {@code tanliu/push} in the user's cache directory. */
  public static Path defaultStateDirectory() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("tanliu").resolve("push");
  }

  /** Everything that decides which readings a part of the file becomes. */
  String meaning() {
    return String.join(
        "\n",
        unit,
        point.orElse(""),
        form.meaning(),
        energyUnit.orElse("") + (backfill ? "\nbackfill" : ""));
  }
}
