// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.folder;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A folder and when its files are whole.
 *
 * @param directory where files are put; {@code done} and {@code refused} in it hold what was taken
 * @param complete how a file is known to be whole
 * @param settle how long a file must not have changed; with a marker it does not matter
 * @param order in which order files are taken
 * @param maxBytes largest file that is taken; larger ones are refused
 */
public record Folder(
    Path directory, Complete complete, Duration settle, Order order, long maxBytes) {

  /** How a file is known to be whole. */
  public enum Complete {
    /** Size and time of change have not moved for a while. */
    STABLE,
    /** A second file of the same name and {@code .done} stands beside it. */
    MARKER
  }

  /** In which order files are taken. */
  public enum Order {
    /** By name, which usually holds the date. */
    NAME,
    /** By the time of their last change, then by name. */
    TIME
  }

  /** Files of at most 1 GiB that have rested for 5 s, by name. */
  public static Folder of(Path directory) {
    return new Folder(directory, Complete.STABLE, Duration.ofSeconds(5), Order.NAME, 1L << 30);
  }

  Path done() {
    return directory.resolve("done");
  }

  Path refused() {
    return directory.resolve("refused");
  }

  /** Where a taker may keep what it needs to go on after a break. */
  public Path state() {
    return directory.resolve(".tanliu");
  }
}
