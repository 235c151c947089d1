// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A data directory held by one process at a time. The lock goes with the process, however it ends;
 * Kafka's own lock would stop the whole process instead of saying what is wrong.
 */
final class DataDirectory implements AutoCloseable {
  private final FileChannel channel;
  private final Path path;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the directory when needed and takes it.
   *
   * @throws IllegalStateException when somebody else holds it
   */
  static DataDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("tanliu.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new IllegalStateException(
            "Data directory in use by another process (expected: one broker): "
                + path.toAbsolutePath());
      }
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the data directory " + path.toAbsolutePath(), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the data directory " + path, e);
    }
  }
}
