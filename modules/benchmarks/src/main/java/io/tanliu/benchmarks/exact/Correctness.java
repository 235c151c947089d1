// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.app.LedgerPart;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.testkit.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * The same seeded input, however it arrives: each way on a broker of its own, four partitions, two
 * instances with two threads each, exactly once.
 */
public final class Correctness {
  private static final int PARTITIONS = 4;
  private static final int THREADS = 2;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Story story;
  private final Story.Size size;
  private final long seed;
  private final Path directory;

  /** How the input arrives. */
  public enum Way {
    /** Quarter hour by quarter hour, with a publication between any two. */
    LIVE,
    /** All of it waits before the ledger starts. */
    BACKLOG,
    /** It waits, the readings of each unit in random order. */
    SHUFFLED,
    /** Both instances stop in the middle; one comes back without its state. */
    OUTAGE,
    /** All of it comes a second time. */
    TWICE
  }

  /**
   * What came of it.
   *
   * @param seconds from the first reading that was sent to the end of the comparison
   * @param records windows that were published
   */
  record Row(Way way, double seconds, long records, Verdict verdict) {}

  private Correctness(Story.Size size, long seed, Path directory) {
    this.size = size;
    this.seed = seed;
    this.directory = directory;
    this.story = Story.of(seed, size);
  }

  /**
   * Runs ways of arrival and prints what was right.
   *
   * @param units number of units
   * @param hours mean length of their histories
   * @return all differences, each with its way
   */
  public static List<String> run(List<Way> ways, int units, int hours, long seed, Path directory) {
    Story.Size size =
        new Story.Size(units, Duration.ofHours(hours), Duration.ofHours(20), Duration.ofDays(45));
    Correctness correctness = new Correctness(size, seed, directory);
    List<Row> rows = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (Way way : ways) {
      Row row = correctness.run(way);
      rows.add(row);
      row.verdict().differences().forEach(d -> differences.add(way + ": " + d));
    }
    System.out.printf(
        "%d units, %d readings in %d frames, seed %d%n",
        units, correctness.story.readings(), correctness.story.frames().size(), seed);
    CorrectnessTable.print(rows);
    return differences;
  }

  private Row run(Way way) {
    Path data = directory.resolve(way.name());
    try (EmbeddedCluster cluster = EmbeddedCluster.start(data.resolve("kafka"), PARTITIONS);
        Feeder feeder = new Feeder(cluster.clientConfig());
        Instances instances = new Instances(cluster.clientConfig(), data, size.horizon())) {
      Story told = told(way);
      feeder.define(told);
      long start = System.nanoTime();
      switch (way) {
        case LIVE -> live(told, feeder, instances);
        case BACKLOG, SHUFFLED, TWICE -> {
          send(told.frames(), feeder);
          instances.start();
        }
        case OUTAGE -> outage(told, feeder, instances);
      }
      try (Published published = new Published(cluster.clientConfig(), PARTITIONS)) {
        Verdict verdict = Verdict.await(told, published, LONGEST);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Row(way, seconds, published.windows(), verdict);
      }
    }
  }

  private Story told(Way way) {
    return switch (way) {
      case SHUFFLED -> story.shuffled(seed, size.horizon());
      case TWICE -> story.twice(size.horizon());
      default -> story;
    };
  }

  private static void send(List<ReadingFrame> frames, Feeder feeder) {
    frames.forEach(frame -> feeder.send(feeder.record(frame)));
    feeder.flush();
  }

  private static void live(Story story, Feeder feeder, Instances instances) {
    SortedMap<Long, List<ReadingFrame>> steps = new TreeMap<>();
    for (History history : story.histories()) {
      Live.of(story.framesOf(history))
          .forEach(
              (step, frames) -> steps.computeIfAbsent(step, s -> new ArrayList<>()).addAll(frames));
    }
    instances.start();
    instances.awaitRunning();
    for (List<ReadingFrame> frames : steps.values()) {
      send(frames, feeder);
      Child.pause(TICK);
    }
  }

  private static void outage(Story story, Feeder feeder, Instances instances) {
    int half = story.frames().size() / 2;
    instances.start();
    instances.awaitRunning();
    send(story.frames().subList(0, half), feeder);
    instances.stop();
    send(story.frames().subList(half, story.frames().size()), feeder);
    instances.forgetFirst();
    instances.start();
  }

  /** Two instances in this process. */
  private static final class Instances implements AutoCloseable {
    private final Map<String, Object> clients;
    private final Path directory;
    private final Duration horizon;
    private final List<LedgerPart> running = new ArrayList<>();

    Instances(Map<String, Object> clients, Path directory, Duration horizon) {
      this.clients =
          InstanceProcess.clients(
              clients.get("bootstrap.servers").toString(),
              clients.get("schema.registry.url").toString());
      this.directory = directory;
      this.horizon = horizon;
    }

    void start() {
      for (String name : List.of("first", "second")) {
        LedgerPart part =
            InstanceProcess.ledger(clients, directory.resolve(name), THREADS, horizon, TICK);
        running.add(part);
        part.start();
      }
    }

    void awaitRunning() {
      while (!running.stream().allMatch(LedgerPart::running)) {
        Child.pause(Duration.ofMillis(20));
      }
    }

    void stop() {
      running.forEach(LedgerPart::close);
      running.clear();
    }

    void forgetFirst() {
      try {
        Utils.delete(directory.resolve("first").toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      stop();
    }
  }
}
