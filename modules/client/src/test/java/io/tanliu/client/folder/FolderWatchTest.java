// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.client.PushProgress;
import io.tanliu.client.table.TableException;
import io.tanliu.testkit.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder whose taker counts and fails as told; time moves only when the test says so. */
class FolderWatchTest {
  @TempDir Path dir;

  private final List<String> taken = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private IOException failure;
  private FolderWatch watch;

  @AfterEach
  void close() throws IOException {
    if (watch != null) {
      watch.close();
    }
  }

  @Test
  void shouldTakeAFileOnlyWhenItHasRested() throws Exception {
    open(Folder.of(dir));
    Files.writeString(dir.resolve("b.csv"), "1");
    Files.writeString(dir.resolve("a.csv"), "1");
    Files.writeString(dir.resolve("c.csv.part"), "1");
    Files.writeString(dir.resolve("~$a.xlsx"), "1");
    assertThat(watch.pass()).isZero();
    clock.advance(Duration.ofSeconds(3));
    Files.writeString(dir.resolve("b.csv"), "12");
    assertThat(watch.pass()).isZero();
    clock.advance(Duration.ofSeconds(3));

    assertThat(watch.pass()).isEqualTo(1);
    assertThat(taken).containsExactly("a.csv");
    clock.advance(Duration.ofSeconds(3));

    assertThat(watch.pass()).isEqualTo(1);
    assertThat(taken).containsExactly("a.csv", "b.csv");
    assertThat(dir.resolve("done/a.csv")).exists();
    assertThat(dir.resolve("c.csv.part")).exists();
  }

  @Test
  void shouldWaitForTheMarkerAndTakeFilesInTheOrderOfTheirTime() throws Exception {
    open(new Folder(dir, Folder.Complete.MARKER, Duration.ZERO, Folder.Order.TIME, 100));
    for (String name : List.of("a.csv", "b.csv", "c.csv")) {
      Files.writeString(dir.resolve(name), "1");
    }
    Files.setLastModifiedTime(dir.resolve("b.csv"), FileTime.fromMillis(1_000));
    Files.writeString(dir.resolve("b.csv.done"), "");
    Files.writeString(dir.resolve("a.csv.done"), "");

    assertThat(watch.pass()).isEqualTo(2);
    assertThat(taken).containsExactly("b.csv", "a.csv");
    assertThat(dir.resolve("b.csv.done")).doesNotExist();
    assertThat(dir.resolve("c.csv")).exists();
  }

  @Test
  void shouldNotTakeAFileByTheMarkerOfAnEarlierOne() throws Exception {
    Files.writeString(dir.resolve("a.csv.done"), "");
    open(new Folder(dir, Folder.Complete.MARKER, Duration.ZERO, Folder.Order.NAME, 100));
    Files.writeString(dir.resolve("a.csv"), "half");

    assertThat(watch.pass()).isZero();
    assertThat(dir.resolve("a.csv.done")).doesNotExist();
  }

  @Test
  void shouldSetAsideWhatCannotBeReadWithTheReasonInBothLanguages() throws Exception {
    open(rested());
    Files.writeString(dir.resolve("bad.csv"), "1");
    Files.writeString(dir.resolve("large.csv"), "1".repeat(101));
    failure = new TableException("file: is empty");

    assertThat(watch.pass()).isEqualTo(2);

    assertThat(dir.resolve("refused/bad.csv")).exists();
    assertThat(Files.readString(dir.resolve("refused/bad.csv.receipt.txt")))
        .contains("退回 refused", "原因 Reason: file: is empty");
    JsonNode receipt =
        new ObjectMapper().readTree(dir.resolve("refused/large.csv.receipt.json").toFile());
    assertThat(receipt.path("reason").asText()).isEqualTo("101 bytes (expected: <= 100)");
  }

  @Test
  void shouldWaitLongerEachTimeWhileTheFileCannotBeSent() throws Exception {
    open(rested());
    Files.writeString(dir.resolve("a.csv"), "1");
    failure = new IOException("no network");
    int tries = 0;
    for (int second = 0; second < 3_600; second++) {
      int before = taken.size();
      watch.pass();
      tries += taken.size() - before;
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(tries).isBetween(12, 20);
    assertThat(dir.resolve("a.csv")).exists();
    failure = null;
    clock.advance(Duration.ofMinutes(5));
    assertThat(watch.pass()).isEqualTo(1);
  }

  @Test
  void shouldKeepWhatWasSentBeforeUnderTheSameName() throws Exception {
    open(rested());
    for (String content : List.of("1", "22")) {
      Files.writeString(dir.resolve("day.csv"), content);
      watch.pass();
    }

    assertThat(Files.readString(dir.resolve("done/day.csv"))).isEqualTo("1");
    assertThat(Files.readString(dir.resolve("done/2-day.csv"))).isEqualTo("22");
    assertThat(dir.resolve("done/2-day.csv.receipt.txt")).exists();
  }

  @Test
  void shouldBeOpenForOneAtATime() throws Exception {
    open(rested());

    assertThatThrownBy(() -> new FolderWatch(rested(), (f, r) -> {}, clock, told::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("being watched by another process");
  }

  private Folder rested() {
    return new Folder(dir, Folder.Complete.STABLE, Duration.ZERO, Folder.Order.NAME, 100);
  }

  private void open(Folder folder) throws IOException {
    watch =
        new FolderWatch(
            folder,
            (file, receipt) -> {
              taken.add(file.getFileName().toString());
              if (failure != null) {
                throw failure;
              }
              receipt.progress(new PushProgress(1, 1, 0, 0));
            },
            clock,
            told::add);
  }
}
