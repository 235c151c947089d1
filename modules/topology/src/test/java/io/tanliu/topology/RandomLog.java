// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.AlertsGiven.command;
import static io.tanliu.topology.AlertsGiven.hour;
import static io.tanliu.topology.AlertsGiven.rule;
import static io.tanliu.topology.AlertsGiven.signal;
import static io.tanliu.topology.AlertsGiven.silence;

import io.tanliu.avro.AlertAction;
import io.tanliu.avro.SignalLevel;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** A random log of everything that the life of alerts reads, in the order of its timestamps. */
final class RandomLog {
  private static final List<String> ENTITIES = List.of("U-1", "U-2", "360102", "360100", "360000");
  private static final List<String> RULES =
      List.of("budget-pace", "unit-offline", "poor-quality", "surge");

  private final Random random;
  private double at;

  RandomLog(int seed) {
    random = new Random(seed);
  }

  /** A record, and whether a restart follows it when it is lived. */
  record Entry(Record<?> written, Instant at, boolean restart) {
    void send(AlertsDriver alerts) {
      written.send(alerts, at);
    }
  }

  private record Record<V extends SpecificRecord>(Topic<V> topic, String key, V value) {
    void send(AlertsDriver alerts, Instant at) {
      alerts.send(topic, key, value, at);
    }
  }

  List<Entry> entries(int size) {
    List<Entry> entries = new ArrayList<>();
    for (String unit : ENTITIES.subList(0, 2)) {
      var definition = UnitMapping.toAvro(Given.unit(unit, "360102", Given.interval("E1")));
      entries.add(new Entry(new Record<>(Topics.REF_UNIT, unit, definition), hour(at), false));
    }
    for (int i = 0; i < size; i++) {
      at += random.nextInt(120) / 60.0;
      entries.add(new Entry(next(i), hour(at), random.nextInt(60) == 0));
    }
    return entries;
  }

  private Record<?> next(int number) {
    String entity = any(ENTITIES);
    String alert = any(RULES) + "|" + entity + "|T";
    switch (random.nextInt(14)) {
      case 0:
        var asked =
            command(
                "c" + number, alert, AlertAction.values()[random.nextInt(4)], "张三", "备注", hour(at));
        return new Record<>(Topics.ALERT_COMMAND, entity, asked);
      case 1:
        String id = "s" + random.nextInt(4);
        boolean gone = random.nextInt(4) == 0;
        var silence =
            silence(id, at + random.nextInt(6) - 3, at + 4 + random.nextInt(20))
                .setRegion(random.nextBoolean() ? "360100" : null)
                .build();
        return new Record<>(Topics.ALERT_SILENCE, id, gone ? null : silence);
      case 2:
        String rule = any(RULES);
        String scope = random.nextBoolean() ? "*" : entity;
        var setting =
            rule(rule, scope)
                .setEnabled(random.nextInt(5) > 0)
                .setForMillis(random.nextInt(3) * 3_600_000L)
                .setInhibits(
                    random.nextInt(3) == 0
                        ? List.of("*/below")
                        : random.nextBoolean() ? List.of("poor-quality") : null)
                .build();
        return new Record<>(
            Topics.REF_ALERT_RULE, rule + "|" + scope, random.nextInt(5) == 0 ? null : setting);
      default:
        SignalLevel level = SignalLevel.values()[Math.max(0, random.nextInt(4) - 1)];
        var found =
            signal(any(RULES), entity, level, at - random.nextInt(5), at)
                .setNoData(random.nextInt(10) == 0)
                .build();
        return new Record<>(Topics.ALERT_SIGNAL, entity, found);
    }
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
