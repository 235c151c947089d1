// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** Remembers across starts up to when everything has been sent. */
final class Cursor {
  private static final String FILE = "simulator.properties";
  private static final String SEED = "seed";
  private static final String BEGIN = "begin";
  private static final String SENT_TO = "sentTo";

  private final Path file;
  private final long seed;

  Cursor(Path directory, long seed) {
    this.file = directory.resolve(FILE);
    this.seed = seed;
  }

  /**
   * A place in time.
   *
   * @param begin where the history began, epoch milliseconds
   * @param sentTo what is due before it has been sent, epoch milliseconds
   */
  record Place(long begin, long sentTo) {}

  /** The remembered place; empty at the first start. */
  Optional<Place> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
      long known = Long.parseLong(properties.getProperty(SEED));
      if (known != seed) {
        throw new SimulatorException(
            "seed: " + seed + " (expected: " + known + ", with which " + file + " was begun)");
      }
      return Optional.of(
          new Place(
              Long.parseLong(properties.getProperty(BEGIN)),
              Long.parseLong(properties.getProperty(SENT_TO))));
    } catch (IOException | NumberFormatException e) {
      throw new SimulatorException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Remembers a place; a crash leaves the old or the new one. */
  void write(Place place) {
    Properties properties = new Properties();
    properties.setProperty(SEED, Long.toString(seed));
    properties.setProperty(BEGIN, Long.toString(place.begin()));
    properties.setProperty(SENT_TO, Long.toString(place.sentTo()));
    Path next = file.resolveSibling(FILE + ".new");
    try {
      Files.createDirectories(file.getParent());
      try (Writer out = Files.newBufferedWriter(next)) {
        properties.store(out, null);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SimulatorException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
