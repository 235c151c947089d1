// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.benchmarks.exact.KillPlan.Kill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One history through real processes, some of which are killed while it arrives. */
final class KillRun {
  /** Small, with some readings too late to enter. */
  static final Story.Size SIZE =
      new Story.Size(6, Duration.ofHours(16), Duration.ofHours(18), Duration.ofHours(14));

  private static final Duration FEEDING = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final long seed;
  private final Path directory;
  private final List<String> events = new ArrayList<>();
  private long began;

  /**
   * What came of it.
   *
   * @param kills who was killed when
   * @param seconds from the start of the processes to the end of the comparison
   * @param frames sent
   * @param readings sent
   */
  record Result(
      long seed, List<String> kills, double seconds, int frames, long readings, Verdict verdict) {}

  /**
   * @param directory for the data of the processes, and what they say
   */
  KillRun(long seed, Path directory) {
    this.seed = seed;
    this.directory = directory;
  }

  Result run() throws InterruptedException {
    Story story = Story.of(seed, SIZE);
    began = System.nanoTime();
    ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    try (Processes processes = new Processes(directory, SIZE.horizon())) {
      processes.startBroker();
      try (Feeder feeder = new Feeder(processes.clients())) {
        feeder.define(story);
        List<ProducerRecord<String, byte[]>> records = feeder.records(story);
        boolean standby = seed % 2 == 1;
        processes.startInstances(standby);
        began = System.nanoTime();
        feed(records, feeder, killer, processes);
      }
      Verdict verdict;
      try (Published published = new Published(processes.clients(), Processes.PARTITIONS)) {
        verdict = Verdict.await(story, published, LONGEST);
      }
      if (!processes.dead().isEmpty()) {
        throw new IllegalStateException("ended without being killed: " + processes.dead());
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Result(
          seed, List.copyOf(events), seconds, story.frames().size(), story.readings(), verdict);
    } finally {
      killer.shutdownNow();
    }
  }

  private void feed(
      List<ProducerRecord<String, byte[]>> records,
      Feeder feeder,
      ScheduledExecutorService killer,
      Processes processes) {
    List<Kill> plan = KillPlan.of(seed, records.size());
    List<Future<?>> kills = new ArrayList<>();
    Duration pause = FEEDING.dividedBy(records.size());
    int sent = 0;
    for (ProducerRecord<String, byte[]> record : records) {
      feeder.send(record);
      sent++;
      for (Kill kill : plan) {
        if (kill.afterFrame() == sent) {
          kills.add(
              killer.schedule(
                  () -> kill(kill, processes), kill.later().toMillis(), TimeUnit.MILLISECONDS));
        }
      }
      Child.pause(pause);
    }
    feeder.flush();
    for (Future<?> kill : kills) {
      try {
        kill.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("kill failed", e);
      }
    }
  }

  private void kill(Kill kill, Processes processes) {
    processes.kill(kill.victim());
    double at = (System.nanoTime() - began) / 1e9;
    events.add(String.format("%s %.1f s", kill.victim(), at));
    Child.pause(kill.away());
    processes.start(kill.victim());
  }
}
