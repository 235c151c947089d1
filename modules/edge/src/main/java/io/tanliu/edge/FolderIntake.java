// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Delivery.Kind;
import io.tanliu.client.FileReading;
import io.tanliu.client.FileReadings;
import io.tanliu.client.PushProgress;
import io.tanliu.client.folder.FileReceipt;
import io.tanliu.client.folder.FileTaker;
import io.tanliu.edge.EdgeSettings.Source;
import io.tanliu.edge.Parcel.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Stores the files of a folder, each as a whole and once. */
final class FolderIntake implements FileTaker {
  /** Readings of a file, which are held compressed until all of it is stored. */
  private static final int MAX_READINGS = 10_000_000;

  private final Source source;
  private final EdgeStore store;
  private final int partSize;
  private final Clock clock;
  private final Runnable stored;

  FolderIntake(Source source, EdgeStore store, int partSize, Clock clock, Runnable stored) {
    this.source = source;
    this.store = store;
    this.partSize = partSize;
    this.clock = clock;
    this.stored = stored;
  }

  @Override
  public void take(Path file, FileReceipt receipt) throws IOException {
    String digest = sha256(file);
    String key = "file:" + digest;
    if (store.knows(source.unit(), key)) {
      receipt.note("内容相同的文件已接收 a file with this content was taken before");
      return;
    }
    List<Part> parts = read(file, receipt);
    Parcel parcel =
        new Parcel(
            source.unit(),
            source.backfill() ? Kind.BACKFILL : Kind.LIVE,
            "folder",
            key,
            digest,
            parts);
    if (parcel.readings() > MAX_READINGS) {
      receipt.refuse("more than " + MAX_READINGS + " readings (expected: smaller files)");
      return;
    }
    store.append(parcel, clock.instant());
    stored.run();
    receipt.progress(new PushProgress(parcel.readings(), parcel.readings(), 0, 0));
    receipt.note("已存于本地，稍后上报 stored here, sent on later");
  }

  private List<Part> read(Path file, FileReceipt receipt) throws IOException {
    List<Part> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    long count = 0;
    try (FileReadings readings = FileReadings.open(file, source.form(), source.point())) {
      if (!readings.otherSheets().isEmpty()) {
        receipt.note("sheets that are not read: " + String.join(", ", readings.otherSheets()));
      }
      Optional<FileReading> next = readings.next();
      while (next.isPresent() && count++ <= MAX_READINGS) {
        part.add(line(next.get()));
        if (part.size() == partSize) {
          parts.add(Part.of(part));
          part = new ArrayList<>();
        }
        next = readings.next();
      }
    }
    if (!part.isEmpty()) {
      parts.add(Part.of(part));
    }
    return parts;
  }

  private String line(FileReading reading) {
    return ReadingBodies.line(
        reading.point(),
        reading.time(),
        reading.value(),
        reading.unit().isEmpty() ? source.energyUnit().orElse("") : reading.unit(),
        reading.withdrawn(),
        reading.where());
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Lines.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
