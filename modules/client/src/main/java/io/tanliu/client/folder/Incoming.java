// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.folder;

import io.tanliu.client.folder.Folder.Complete;
import io.tanliu.client.folder.Folder.Order;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the files that are whole. */
final class Incoming {
  static final String MARKER = ".done";

  /** Files that are looked at in one pass; the others wait for the next. */
  private static final int MAX_FILES = 10_000;

  /** Names under which programs write what is not yet whole. */
  private static final Set<String> UNFINISHED =
      Set.of(".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp");

  private final Folder folder;
  private Map<Path, Seen> before = new HashMap<>();

  Incoming(Folder folder) {
    this.folder = folder;
  }

  /** A file as it was seen, and since when it has been so. */
  private record Seen(long bytes, long changed, Instant since) {
    boolean same(Seen other) {
      return other != null && bytes == other.bytes && changed == other.changed;
    }
  }

  /** The files that are whole at this moment, in order. */
  List<Path> ready(Instant now) throws IOException {
    Map<Path, Seen> seen = new HashMap<>();
    List<Path> ready = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.directory(), Incoming::isCandidate)) {
      for (Path file : files) {
        if (seen.size() == MAX_FILES) {
          break;
        }
        look(file, now, seen, ready);
      }
    }
    before = seen;
    ready.sort(order(seen));
    return ready;
  }

  private void look(Path file, Instant now, Map<Path, Seen> seen, List<Path> ready)
      throws IOException {
    Seen found;
    try {
      BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
      found = new Seen(at.size(), at.lastModifiedTime().toMillis(), now);
    } catch (NoSuchFileException e) {
      return;
    }
    Seen earlier = before.get(file);
    Seen since = found.same(earlier) ? earlier : found;
    seen.put(file, since);
    boolean whole =
        folder.complete() == Complete.MARKER
            ? Files.exists(marker(file))
            : !since.since().plus(folder.settle()).isAfter(now);
    if (whole) {
      ready.add(file);
    }
  }

  private Comparator<Path> order(Map<Path, Seen> seen) {
    Comparator<Path> byName = Comparator.comparing(file -> file.getFileName().toString());
    return folder.order() == Order.NAME
        ? byName
        : Comparator.<Path>comparingLong(file -> seen.get(file).changed()).thenComparing(byName);
  }

  /**
   * Removes markers whose file is gone: a kill came between moving the file and removing its
   * marker, which would call the next file of that name whole too early.
   */
  void forgetMarkers() throws IOException {
    try (DirectoryStream<Path> markers =
        Files.newDirectoryStream(folder.directory(), "*" + MARKER)) {
      for (Path marker : markers) {
        String name = marker.getFileName().toString();
        Path file = marker.resolveSibling(name.substring(0, name.length() - MARKER.length()));
        if (folder.complete() == Complete.MARKER && !Files.exists(file)) {
          Files.delete(marker);
        }
      }
    }
  }

  static Path marker(Path file) {
    return file.resolveSibling(file.getFileName() + MARKER);
  }

  private static boolean isCandidate(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !name.startsWith(".")
        && !name.startsWith("~$")
        && !name.endsWith(MARKER)
        && UNFINISHED.stream().noneMatch(name::endsWith);
  }
}
