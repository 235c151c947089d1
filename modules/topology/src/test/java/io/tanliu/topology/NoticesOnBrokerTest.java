// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.NoticeSettings;
import io.tanliu.topology.notice.NoticeTopology;
import io.tanliu.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances on a real broker with four partitions, exactly once. The log's time lies ahead of
 * the machine's, so that only records move it, however slow the machine is.
 */
class NoticesOnBrokerTest {
  private static final int UNITS = 500;
  private static final Duration LONG = Duration.ofSeconds(180);
  private static final String APPLICATION = "notices-on-broker";
  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofMinutes(2);

  @TempDir Path dir;

  @Test
  @Timeout(600)
  void shouldTellFiveHundredUnitsOfAllPartitionsInOneNoticeAndTheirComingBackInOne() {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMinutes(20));
    try (RealLedger broker = new RealLedger(dir, 4)) {
      start(broker, "one");
      start(broker, "two");
      await().atMost(LONG).until(() -> running(broker, "one") && running(broker, "two"));
      failAll(broker, begin);
      await().atMost(LONG).until(() -> onTheirWay(broker) == UNITS);
      assertThat(notices(broker)).as("they wait for more").isEmpty();
      repeat(broker, NoticesTest.fired("U0", "360102", 1).build(), begin.plus(WAIT).plusMillis(1));
      await().atMost(LONG).until(() -> total(broker) >= UNITS);
      assertThat(notices(broker)).hasSize(1);
      assertThat(notices(broker).get(0).getTotal()).isEqualTo(UNITS);
      assertThat(notices(broker).get(0).getAt()).isEqualTo(begin.plus(WAIT));

      broker.stop("two");
      Instant back = begin.plus(WAIT).plusMillis(2);
      for (int i = 0; i < UNITS; i++) {
        broker.send(
            Topics.ALERT_EVENT, "U" + i, NoticesTest.resolved("U" + i, "360102", 2).build(), back);
      }
      await().atMost(LONG).until(() -> onTheirWay(broker) == 2 * UNITS + 1);
      Instant due = begin.plus(WAIT).plus(INTERVAL);
      repeat(broker, NoticesTest.resolved("U0", "360102", 2).build(), due.plusMillis(1));
      await().atMost(LONG).until(() -> total(broker) >= 2 * UNITS);
      assertThat(notices(broker)).hasSize(2);
      assertThat(notices(broker).get(1).getTitleEn()).endsWith("500 resolved");
      assertThat(notices(broker).get(1).getAt()).isEqualTo(due);
    }
  }

  private static void failAll(RealLedger broker, Instant at) {
    for (int i = 0; i < UNITS; i++) {
      broker.send(Topics.ALERT_EVENT, "U" + i, NoticesTest.fired("U" + i, "360102", 1).build(), at);
    }
  }

  /** What the group knows is no news, but its time moves on. */
  private static void repeat(RealLedger broker, AlertEvent known, Instant at) {
    broker.send(Topics.ALERT_EVENT, known.getEntity(), known, at);
  }

  private static void start(RealLedger broker, String name) {
    NoticeSettings settings = new NoticeSettings(WAIT, INTERVAL, Duration.ZERO, UNITS);
    NoticeTopology topology =
        new NoticeTopology(
            settings, NoticesTest.NAMES, ZoneId.of("Asia/Shanghai"), broker.serdes());
    broker.start(name, APPLICATION, topology.get());
  }

  private static boolean running(RealLedger broker, String name) {
    return broker.state(name) == KafkaStreams.State.RUNNING;
  }

  /** News that have been sent to their group. */
  private static int onTheirWay(RealLedger broker) {
    return broker.read(APPLICATION + "-notice-repartition").size();
  }

  private static int total(RealLedger broker) {
    return notices(broker).stream().mapToInt(AlertNotice::getTotal).sum();
  }

  private static List<AlertNotice> notices(RealLedger broker) {
    return broker.read(Topics.ALERT_NOTICE).stream().map(ConsumerRecord::value).toList();
  }
}
