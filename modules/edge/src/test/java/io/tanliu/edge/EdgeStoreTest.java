// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.client.Delivery.Kind;
import io.tanliu.edge.Parcel.Part;
import io.tanliu.edge.Shipment.Answer;
import io.tanliu.edge.Shipment.Rejected;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real disk: order, room, repeats, and files that were damaged. */
class EdgeStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long QUOTA = 1L << 20;

  @TempDir Path dir;

  @Test
  void shouldSendInOrderAndJoinWhatWaitsUpToTheSizeOfARequest() throws IOException {
    try (EdgeStore store = open()) {
      for (int i = 0; i < 5; i++) {
        store.append(parcel("A", Kind.LIVE, null, i * 3, 3), NOW);
      }
      store.append(parcel("A", Kind.BACKFILL, null, 15, 1), NOW);
      store.append(parcel("B", Kind.LIVE, null, 100, 1), NOW);

      List<String> sent = new ArrayList<>();
      Optional<Shipment> next = store.next("A", NOW);
      while (next.isPresent()) {
        sent.add(next.get().kind() + " " + lines(next.get()));
        assertThat(store.next("A", NOW).orElseThrow().key()).isEqualTo(next.get().key());
        store.acknowledged(next.get(), new Answer("f", 9, 0), List.of(), NOW);
        next = store.next("A", NOW);
      }

      assertThat(sent)
          .containsExactly(
              "LIVE [0, 1, 2, 3, 4, 5, 6, 7, 8]", "LIVE [9, 10, 11, 12, 13, 14]", "BACKFILL [15]");
      assertThat(store.status().waiting()).isEqualTo(1);
    }
  }

  @Test
  void shouldSendTheSameRequestAgainAfterARestart() throws IOException {
    Shipment first;
    try (EdgeStore store = open()) {
      store.append(parcel("A", Kind.LIVE, null, 0, 3), NOW);
      first = store.next("A", NOW).orElseThrow();
      store.append(parcel("A", Kind.LIVE, null, 3, 3), NOW);
    }
    try (EdgeStore store = open()) {
      Shipment again = store.next("A", NOW).orElseThrow();
      assertThat(again.key()).isEqualTo(first.key());
      assertThat(again.body().bytes()).isEqualTo(first.body().bytes());
    }
  }

  @Test
  void shouldStoreARepeatOnceAndRefuseAKeyThatIsUsedForSomethingElse() throws IOException {
    try (EdgeStore store = open()) {
      EdgeStore.Stored first = store.append(parcel("A", Kind.LIVE, "k", 0, 3), NOW);
      EdgeStore.Stored again = store.append(parcel("A", Kind.LIVE, "k", 0, 3), NOW);

      assertThat(again.replay()).isTrue();
      assertThat(again.id()).isEqualTo(first.id());
      assertThat(store.status().waiting()).isEqualTo(3);
      assertThatThrownBy(() -> store.append(parcel("A", Kind.LIVE, "k", 1, 3), NOW))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.KEY_REUSED));
    }
  }

  @Test
  void shouldLetGoOfTheOldestAcknowledgedAndNeverOfWhatWaits() throws IOException {
    try (EdgeStore store = open()) {
      int stored = fill(store, 0);
      assertThat(stored).isBetween(20, 200);
      assertThatThrownBy(() -> store.append(large("A", stored), NOW))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FULL));
      assertThat(store.status().waiting()).isEqualTo(stored * 9L);

      for (int i = 0; i < 5; i++) {
        Shipment oldest = store.next("A", NOW).orElseThrow();
        store.acknowledged(oldest, new Answer("f", 9, 0), List.of(), NOW);
      }
      store.append(large("A", stored), NOW);

      assertThat(store.status().waiting()).isEqualTo((stored - 4) * 9L);
      assertThat(store.status().usedBytes()).isLessThanOrEqualTo(QUOTA);
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < stored - 4; i++) {
        Shipment next = store.next("A", NOW).orElseThrow();
        order.add(Integer.valueOf(lines(next).get(0)));
        store.acknowledged(next, new Answer("f", 9, 0), List.of(), NOW);
      }
      assertThat(order).isSorted().doesNotHaveDuplicates().startsWith(45).endsWith(stored * 9);
    }
    assertThat(Files.size(dir.resolve(EdgeDatabase.NAME))).isLessThanOrEqualTo(QUOTA);
  }

  @Test
  void shouldKeepAcknowledgedReadingsForAsLongAsAsked() throws IOException {
    try (EdgeStore store = open()) {
      for (int day = 0; day < 10; day++) {
        Instant at = NOW.plus(Duration.ofDays(day));
        store.append(parcel("A", Kind.LIVE, "k" + day, day, 1), at);
        Shipment next = store.next("A", at).orElseThrow();
        store.acknowledged(next, new Answer("f", 1, 0), List.of(), at);
      }
      store.append(parcel("A", Kind.LIVE, "waits", 99, 1), NOW);

      store.prune(NOW.plus(Duration.ofDays(9)), Duration.ofDays(4));

      assertThat(store.status().acknowledged()).isEqualTo(5);
      assertThat(store.status().waiting()).isEqualTo(1);
      assertThat(store.knows("A", "k4")).isFalse();
      assertThat(store.knows("A", "k5")).isTrue();
    }
  }

  @Test
  void shouldKeepWhyAReadingWasRejectedAndSetAsideWhatIsRefusedAsAWhole() throws Exception {
    try (EdgeStore store = open()) {
      store.append(parcel("A", Kind.LIVE, null, 0, 2), NOW);
      Shipment first = store.next("A", NOW).orElseThrow();
      store.acknowledged(
          first,
          new Answer("f", 1, 1),
          List.of(new Rejected("{}", "NEGATIVE", "value", "-1", ">= 0")),
          NOW);
      store.append(parcel("A", Kind.LIVE, null, 2, 2), NOW);
      store.refused(store.next("A", NOW).orElseThrow(), "400 MALFORMED", NOW);
      assertThat(store.next("A", NOW)).isEmpty();
    }
    try (EdgeDatabase look = EdgeDatabase.look(dir)) {
      assertThat(EdgeStatus.rejected(look, 10))
          .extracting(EdgeStatus.RejectedReading::code)
          .containsExactly("NEGATIVE");
      assertThat(EdgeStore.retry(look)).isEqualTo(1);
    }
    try (EdgeStore store = open()) {
      assertThat(lines(store.next("A", NOW).orElseThrow())).containsExactly("2", "3");
    }
  }

  @Test
  void shouldLoseNothingThatWasStoredWhenTheEndOfTheLogIsTorn() throws IOException {
    Path copy = Files.createDirectory(dir.resolve("copy"));
    try (EdgeStore store = open()) {
      for (int i = 0; i < 50; i++) {
        store.append(parcel("A", Kind.LIVE, null, i, 1), NOW);
      }
      // As after a kill: the log has not yet gone into the file.
      for (String name : List.of("edge.db", "edge.db-wal")) {
        Files.copy(dir.resolve(name), copy.resolve(name));
      }
    }
    byte[] torn = new byte[3_000];
    new Random(7).nextBytes(torn);
    Files.write(copy.resolve("edge.db-wal"), torn, StandardOpenOption.APPEND);

    try (EdgeStore store = EdgeStore.open(copy, QUOTA, 9, Optional.empty(), NOW)) {
      assertThat(store.status().waiting()).isEqualTo(50);
      assertThat(store.status().salvaged()).isEmpty();
    }
  }

  @Test
  void shouldCopyWhatCanBeReadOfADamagedStoreAndSayWhatCannot() throws IOException {
    int stored;
    try (EdgeStore store = open()) {
      stored = fill(store, 0);
    }
    try (RandomAccessFile file =
        new RandomAccessFile(dir.resolve(EdgeDatabase.NAME).toFile(), "rw")) {
      byte[] noise = new byte[4_096];
      new Random(11).nextBytes(noise);
      file.seek(file.length() / 4_096 / 2 * 4_096);
      file.write(noise);
      file.seek(file.length() - 4_096);
      file.write(noise);
    }

    try (EdgeStore store = open()) {
      EdgeStatus status = store.status();
      assertThat(status.salvaged()).contains("rows could not be read");
      assertThat(status.waiting()).isBetween(stored * 9L / 2, stored * 9L);
      try (var files = Files.list(dir)) {
        assertThat(files.map(f -> f.getFileName().toString()).toList())
            .anyMatch(name -> name.startsWith("edge-damaged-"));
      }
      store.next("A", NOW).orElseThrow();
    }
  }

  private EdgeStore open() throws IOException {
    return EdgeStore.open(dir, QUOTA, 9, Optional.empty(), NOW);
  }

  /** Stores parcels of incompressible text until there is no more room. */
  private static int fill(EdgeStore store, int from) throws IOException {
    int stored = from;
    try {
      while (true) {
        store.append(large("A", stored), NOW);
        stored++;
      }
    } catch (StoreException e) {
      assertThat(e.kind()).isEqualTo(StoreException.Kind.FULL);
      return stored;
    }
  }

  private static Parcel large(String unit, int number) {
    Random random = new Random(number);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      StringBuilder line = new StringBuilder(String.valueOf(number * 9 + i));
      while (line.length() < 2_000) {
        line.append(' ').append(random.nextLong());
      }
      lines.add(line.toString());
    }
    return new Parcel(unit, Kind.LIVE, "http", null, "d", List.of(Part.of(lines)));
  }

  private static Parcel parcel(String unit, Kind kind, String key, int first, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(String.valueOf(first + i));
    }
    return new Parcel(unit, kind, "http", key, lines.toString(), List.of(Part.of(lines)));
  }

  private static List<String> lines(Shipment shipment) {
    return Lines.of(Lines.gunzip(shipment.body().bytes())).stream()
        .map(l -> l.split(" ")[0])
        .toList();
  }
}
