// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertLevel;
import io.tanliu.avro.AlertNotice;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.NoticeItem;
import io.tanliu.domain.notice.NoticeSettings;
import io.tanliu.topology.notice.NoticeNames;
import io.tanliu.topology.notice.NoticeTopology;
import io.tanliu.wire.NoticeMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From changes of alerts to what staff is told. */
class NoticesTest {
  private static final Instant BEGIN = Instant.parse("2026-06-01T00:00:00Z");
  static final NoticeNames NAMES =
      new NoticeNames() {
        @Override
        public String ruleZh(String code) {
          return "单位离线";
        }

        @Override
        public String ruleEn(String code) {
          return "unit offline";
        }

        @Override
        public String regionZh(String code) {
          return code.equals("360100") ? "南昌市" : code;
        }

        @Override
        public String regionEn(String code) {
          return code.equals("360100") ? "Nanchang" : code;
        }
      };

  @TempDir Path dir;
  private TopologyTestDriver driver;
  private Instant now = BEGIN;

  @BeforeEach
  void open() throws IOException {
    driver = driver(BEGIN);
  }

  private TopologyTestDriver driver(Instant wall) throws IOException {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "notice-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    config.put(StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory(dir, "s").toString());
    NoticeTopology topology =
        new NoticeTopology(
            NoticeSettings.DEFAULT, NAMES, ZoneId.of("Asia/Shanghai"), new BinaryAvro());
    return new TopologyTestDriver(topology.get(), config, wall);
  }

  @AfterEach
  void close() throws IOException {
    driver.close();
    Utils.delete(dir.toFile());
  }

  @Test
  void shouldTellFiveHundredUnitsThatFailTogetherInOneNoticeAndTheirComingBackInOne() {
    for (int i = 0; i < 500; i++) {
      String county = "3601" + (i % 2 == 0 ? "02" : "03");
      send(fired("U" + i, county, 1).build(), BEGIN.plusMillis(i * 20L));
    }
    pass(Duration.ofMinutes(2));
    List<AlertNotice> told = notices();
    assertThat(told).hasSize(1);
    AlertNotice digest = told.get(0);
    assertThat(digest.getGroup()).isEqualTo("rule=unit-offline,city=360100");
    assertThat(digest.getTotal()).isEqualTo(500);
    assertThat(digest.getTitleZh()).isEqualTo("【碳流】南昌市 单位离线：新告警 500（严重 500）");
    assertThat(digest.getTitleEn())
        .isEqualTo("[Tanliu] Nanchang, unit offline: 500 new (500 critical)");
    assertThat(digest.getAt()).isEqualTo(BEGIN.plusSeconds(30));

    for (int i = 0; i < 500; i++) {
      send(resolved("U" + i, "360102", 2).build(), now.plusMillis(i));
    }
    pass(Duration.ofMinutes(6));
    told = notices();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).getTotal()).isEqualTo(500);
    assertThat(told.get(0).getTitleZh()).endsWith("已恢复 500");
  }

  @Test
  void shouldGroupByTheAncestorInTheTreeThatTheRuleNames() {
    send(fired("A", "360102", 1).build(), BEGIN);
    send(fired("B", "360103", 1).build(), BEGIN);
    send(fired("C", "360402", 1).build(), BEGIN);
    for (String unit : List.of("D", "E")) {
      String county = unit.equals("D") ? "360102" : "360402";
      send(fired(unit, county, 1).setGroupBy(List.of("province")).build(), BEGIN);
    }
    pass(Duration.ofMinutes(1));
    Map<String, List<String>> groups =
        notices().stream()
            .collect(
                Collectors.toMap(
                    AlertNotice::getGroup,
                    n -> n.getItems().stream().map(NoticeItem::getEntity).sorted().toList()));
    assertThat(groups)
        .isEqualTo(
            Map.of(
                "rule=unit-offline,city=360100", List.of("A", "B"),
                "rule=unit-offline,city=360400", List.of("C"),
                "province=360000", List.of("D", "E")));
  }

  @Test
  void shouldTellTheEndOfWhatWasToldAlsoThroughASilenceAndNotThatOfWhatWasNot() {
    send(fired("A", "360102", 1).build(), BEGIN);
    send(fired("B", "360102", 1).setMuted("inhibited x").build(), BEGIN);
    pass(Duration.ofMinutes(10));
    assertThat(entities(notices())).containsExactly("A RAISED");
    send(fired("A", "360102", 2).setMuted("silence s-1").build(), now);
    pass(Duration.ofMinutes(10));
    assertThat(notices()).as("a silence is no news").isEmpty();
    send(resolved("A", "360102", 3).setMuted("silence s-1").build(), now);
    send(resolved("B", "360102", 2).build(), now);
    pass(Duration.ofMinutes(10));
    assertThat(entities(notices())).containsExactly("A RESOLVED");
  }

  @Test
  void shouldTellTheNextRegionWhenAnAlertIsEscalated() {
    send(fired("A", "360102", 1).build(), BEGIN);
    pass(Duration.ofMinutes(10));
    send(fired("A", "360102", 2).setEscalation(1).setEscalatedTo("360100").build(), now);
    pass(Duration.ofMinutes(10));
    List<AlertNotice> told = notices();
    NoticeItem up = told.get(1).getItems().get(0);
    assertThat(up.getChange()).isEqualTo("ESCALATED");
    assertThat(up.getReached()).isEqualTo(2);
    assertThat(up.getReachedBefore()).isEqualTo(1);
    assertThat(up.getLine()).containsExactly("360102", "360100", "360000", "100000");
  }

  @Test
  void shouldNotTellWhatIsStillPending() {
    send(fired("A", "360102", 1).setState(AlertState.PENDING).build(), BEGIN);
    pass(Duration.ofMinutes(10));
    assertThat(notices()).isEmpty();
    send(fired("A", "360102", 2).setState(AlertState.NO_DATA).build(), now);
    pass(Duration.ofMinutes(10));
    assertThat(entities(notices())).containsExactly("A RAISED");
  }

  @Test
  void shouldTellTheEndInTheGroupThatToldTheBeginningWhenTheRuleIsGroupedAnew() {
    send(fired("A", "360102", 1).build(), BEGIN);
    pass(Duration.ofMinutes(10));
    send(resolved("A", "360102", 2).setGroupBy(List.of("nation")).build(), now);
    pass(Duration.ofMinutes(10));
    assertThat(notices())
        .extracting(AlertNotice::getGroup)
        .containsExactly("rule=unit-offline,city=360100", "rule=unit-offline,city=360100");
  }

  @Test
  void shouldCallAUnitByItsName() {
    driver
        .createInputTopic(
            Topics.REF_UNIT.name(),
            Serdes.String().serializer(),
            new BinaryAvro().of(Topics.REF_UNIT).serializer())
        .pipeInput("U", UnitMapping.toAvro(Given.unit("U", "360102", Given.interval("E1"))), BEGIN);
    send(fired("U", "360102", 1).build(), BEGIN);
    pass(Duration.ofMinutes(1));
    assertThat(notices().get(0).getItems().get(0).getName())
        .isEqualTo(Given.unit("U", "360102", Given.interval("E1")).name());
  }

  @Test
  void shouldTellTheSameInAReplayAndWhenItIsRestartedInTheMiddle() throws IOException {
    Random random = new Random(36);
    List<AlertEvent> events = new ArrayList<>();
    Map<String, Integer> sequences = new HashMap<>();
    Map<String, Boolean> firing = new HashMap<>();
    Instant at = BEGIN;
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String unit = "U" + random.nextInt(25);
      String county = "3601" + (unit.hashCode() % 2 == 0 ? "02" : "03");
      boolean on = firing.merge(unit, true, (before, x) -> !before);
      int sequence = sequences.merge(unit, 1, Integer::sum);
      AlertEvent.Builder event =
          on ? fired(unit, county, sequence) : resolved(unit, county, sequence);
      event.setMuted(random.nextInt(5) == 0 ? "silence s" : null);
      event.setEpisode(1 + (sequence - 1) / 2);
      at = at.plusMillis(random.nextInt(60_000));
      events.add(event.build());
      times.add(at);
    }
    for (int i = 0; i < events.size(); i++) {
      pass(Duration.between(now, times.get(i)));
      send(events.get(i), times.get(i));
      if (i % 97 == 50) {
        restart();
      }
    }
    pass(Duration.ofMinutes(30));
    List<String> live = tellings(notices());
    assertThat(live).hasSizeGreaterThan(20);

    Instant later = BEGIN.plus(Duration.ofDays(30));
    driver.close();
    driver = driver(later);
    now = later;
    for (int i = 0; i < events.size(); i++) {
      send(events.get(i), times.get(i));
      if (i % 7 == 0) {
        driver.advanceWallClockTime(Duration.ofMillis(600));
      }
    }
    pass(Duration.ofMinutes(30));
    assertThat(tellings(notices())).isEqualTo(live);
  }

  /** Goes on from nothing but what was stored. */
  private void restart() throws IOException {
    List<AlertNotice> told = notices();
    TopologyTestDriver next = driver(now);
    for (String store : driver.getAllStateStores().keySet()) {
      KeyValueStore<Object, Object> into = next.getKeyValueStore(store);
      try (KeyValueIterator<Object, Object> all =
          driver.<Object, Object>getKeyValueStore(store).all()) {
        all.forEachRemaining(entry -> into.put(entry.key, entry.value));
      }
    }
    driver.close();
    driver = next;
    kept.addAll(told);
  }

  private final List<AlertNotice> kept = new ArrayList<>();

  private static List<String> tellings(List<AlertNotice> notices) {
    return notices.stream()
        .map(n -> NoticeMapping.id(n) + " " + n.getTitleEn() + " " + entities(List.of(n)))
        .toList();
  }

  private static List<String> entities(List<AlertNotice> notices) {
    return notices.stream()
        .flatMap(notice -> notice.getItems().stream())
        .map(item -> item.getEntity() + " " + item.getChange())
        .toList();
  }

  static AlertEvent.Builder fired(String unit, String county, int sequence) {
    String city = county.substring(0, 4) + "00";
    return AlertEvent.newBuilder()
        .setAlertId("unit-offline|" + unit + "|connection")
        .setSequence(sequence)
        .setRule("unit-offline")
        .setEntity(unit)
        .setSubject("connection")
        .setQuantity("silence")
        .setPeriod("")
        .setState(AlertState.FIRING)
        .setChange(AlertChange.FIRED)
        .setSeverity(AlertSeverity.CRITICAL)
        .setLevel(AlertLevel.CRITICAL)
        .setReason("silent")
        .setAt(BEGIN)
        .setDecidedAt(BEGIN)
        .setSince(BEGIN)
        .setEpisode(1)
        .setUnit("ms")
        .setRevision(0)
        .setZone("Asia/Shanghai")
        .setSource("")
        .setRegion(county)
        .setParents(List.of(county, city, "360000", "100000"));
  }

  static AlertEvent.Builder resolved(String unit, String county, int sequence) {
    return fired(unit, county, sequence)
        .setState(AlertState.RESOLVED)
        .setChange(AlertChange.RESOLVED);
  }

  private void send(AlertEvent event, Instant at) {
    send(Topics.ALERT_EVENT, event.getEntity(), event, at);
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
    driver
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer())
        .pipeInput(key, value, at);
  }

  private void pass(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
  }

  private List<AlertNotice> notices() {
    List<AlertNotice> all = new ArrayList<>(kept);
    kept.clear();
    all.addAll(
        driver
            .createOutputTopic(
                Topics.ALERT_NOTICE.name(),
                Serdes.String().deserializer(),
                new BinaryAvro().of(Topics.ALERT_NOTICE).deserializer())
            .readValuesToList());
    return all;
  }
}
