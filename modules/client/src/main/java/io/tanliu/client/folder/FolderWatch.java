// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tanliu.client.PushException;
import io.tanliu.client.table.TableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Takes the files of a folder, one after the other. A file is moved only when all of it is
 * acknowledged and its receipt is written: a kill at any moment leaves it where it was, and taking
 * it again changes nothing.
 */
public final class FolderWatch implements Closeable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Folder folder;
  private final FileTaker taker;
  private final Clock clock;
  private final Consumer<String> told;
  private final Incoming incoming;
  private final FileChannel lockFile;
  private Instant notBefore = Instant.MIN;
  private Duration pause = FIRST_PAUSE;

  /**
   * Opens a folder, for one process at a time.
   *
   * @param told what happens, line by line
   * @throws IOException when another process has it open, or it cannot be written to
   */
  public FolderWatch(Folder folder, FileTaker taker, Clock clock, Consumer<String> told)
      throws IOException {
    this.folder = folder;
    this.taker = taker;
    this.clock = clock;
    this.told = told;
    this.incoming = new Incoming(folder);
    Files.createDirectories(folder.done());
    Files.createDirectories(folder.refused());
    Files.createDirectories(folder.state());
    this.lockFile =
        FileChannel.open(
            folder.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked()) {
      lockFile.close();
      throw new IOException(
          "folder: " + folder.directory() + " is being watched by another process");
    }
    incoming.forgetMarkers();
  }

  private boolean locked() throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Takes what is whole by now. After a failure that may pass, nothing is tried for a while, which
   * doubles each time up to five minutes.
   *
   * @return files that were moved
   */
  public int pass() throws IOException, InterruptedException {
    Instant now = clock.instant();
    int moved = 0;
    for (Path file : incoming.ready(now)) {
      if (now.isBefore(notBefore) || !take(file)) {
        return moved;
      }
      moved++;
    }
    return moved;
  }

  /** False when this file and those behind it must wait. */
  private boolean take(Path file) throws IOException, InterruptedException {
    FileReceipt receipt = new FileReceipt();
    try {
      if (Files.size(file) > folder.maxBytes()) {
        receipt.refuse(Files.size(file) + " bytes (expected: <= " + folder.maxBytes() + ")");
      } else {
        taker.take(file, receipt);
      }
    } catch (TableException e) {
      receipt.refuse(e.getMessage());
    } catch (PushException e) {
      if (e.later()) {
        return wait(file, e);
      }
      receipt.refuse(e.getMessage());
    } catch (IOException e) {
      return wait(file, e);
    }
    pause = FIRST_PAUSE;
    settle(file, receipt);
    return true;
  }

  private boolean wait(Path file, Exception e) {
    told.accept(file.getFileName() + " waits " + pause.toSeconds() + " s: " + e.getMessage());
    notBefore = clock.instant().plus(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    return false;
  }

  private void settle(Path file, FileReceipt receipt) throws IOException {
    String name = file.getFileName().toString();
    String at = clock.instant().toString();
    Path target = free((receipt.isRefused() ? folder.refused() : folder.done()).resolve(name));
    byte[] json = JSON.writeValueAsBytes(receipt.members(name, at));
    write(target.resolveSibling(target.getFileName() + ".receipt.json"), json);
    write(
        target.resolveSibling(target.getFileName() + ".receipt.txt"),
        receipt.text(name, at).getBytes(StandardCharsets.UTF_8));
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(Incoming.marker(file));
    told.accept(
        name
            + (receipt.isRefused() ? " refused: " : " done: ")
            + receipt.counts().accepted()
            + " accepted, "
            + receipt.counts().rejected()
            + " rejected");
  }

  /** A name that is not taken: what was sent before is never overwritten. */
  private static Path free(Path wanted) {
    Path free = wanted;
    for (int i = 2; Files.exists(free); i++) {
      free = wanted.resolveSibling(i + "-" + wanted.getFileName());
    }
    return free;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
