// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The dead letters of a cluster. */
public final class DeadLetterLog {
  private static final String TOPIC = Topics.DEAD_LETTER.name();
  private static final Comparator<DeadLetter> BY_TIME =
      Comparator.comparing(DeadLetter::at).thenComparing(DeadLetter::id);

  private final TopicScan scan;
  private final RecordsAt places;

  /**
   * @param clients configuration of Kafka clients
   */
  public DeadLetterLog(Map<String, Object> clients) {
    scan = new TopicScan(clients);
    places = new RecordsAt(clients);
  }

  /**
   * Some of the dead letters.
   *
   * @param letters those that were kept
   * @param matched how many matched, also those that were not kept
   */
  public record Found(List<DeadLetter> letters, long matched) {}

  /**
   * Some of the letters that match, oldest first.
   *
   * @param newest true to keep the last, false to keep the first
   */
  public Found find(DeadLetterFilter filter, int limit, boolean newest) {
    PriorityQueue<DeadLetter> kept = new PriorityQueue<>(newest ? BY_TIME : BY_TIME.reversed());
    long[] matched = {0};
    scan.all(
        TOPIC,
        record -> {
          DeadLetter letter = new DeadLetter(record);
          if (filter.test(letter)) {
            matched[0]++;
            kept.add(letter);
            if (kept.size() > limit) {
              kept.poll();
            }
          }
        });
    return new Found(kept.stream().sorted(BY_TIME).toList(), matched[0]);
  }

  /** The letters at some places, oldest first; without those that are not there. */
  public List<DeadLetter> at(Collection<RecordId> ids) {
    return places.of(TOPIC, ids).values().stream().map(DeadLetter::new).sorted(BY_TIME).toList();
  }
}
