// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertAction;
import io.tanliu.avro.AlertCommand;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.AlertSilence;
import io.tanliu.avro.SignalLevel;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Judgement;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.wire.SignalMapping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Signals, commands, silences and settings as tests give them; times in hours since the begin. */
final class AlertsGiven {
  static final Instant BEGIN = Instant.parse("2025-02-01T00:00:00Z");

  private AlertsGiven() {}

  static Instant hour(double hours) {
    return BEGIN.plusMillis(Math.round(hours * 3_600_000));
  }

  /** A level that has held from one hour to another, up to which the data reach. */
  static AlertSignal.Builder signal(
      String rule, String entity, SignalLevel level, double since, double at) {
    boolean bad = level != SignalLevel.NONE;
    return AlertSignal.newBuilder()
        .setRule(rule)
        .setEntity(entity)
        .setSubject("T")
        .setQuantity("tce")
        .setPeriod("2025")
        .setLevel(level)
        .setSince(hour(since))
        .setActiveSince(bad ? hour(since) : null)
        .setLastTrue(bad ? hour(at) : null)
        .setAt(hour(at))
        .setReason(bad ? "above" : "below")
        .setMeasured("1200")
        .setLimit("1000")
        .setUnit("gce")
        .setCoverage(0.98)
        .setRevision(7)
        .setZone("Asia/Shanghai")
        .setSource("文件 第3条");
  }

  /** What a rule finds in hourly values; {@code -} where nothing was measured. */
  static AlertSignal judged(RuleSetting setting, String entity, String... values) {
    Course.Builder course = new Course.Builder();
    for (int i = 0; i < values.length; i++) {
      if (values[i].equals("-")) {
        course.unknown(hour(i).toEpochMilli());
      } else {
        course.step(hour(i).toEpochMilli(), new BigDecimal(values[i]));
      }
    }
    Judgement found = Judgement.of(course.build(), setting).orElseThrow();
    return SignalMapping.toAvro(
        new Signal(
            new AlertKey(setting.rule(), entity, "T"),
            new Condition(
                found.level(),
                found.noData(),
                found.since(),
                found.activeSince(),
                found.lastTrue(),
                found.at(),
                false,
                false,
                "judged",
                OptionalInt.of(found.flapScore())),
            new Grounds(
                "tce",
                "2025",
                OptionalLong.empty(),
                Optional.of(values[values.length - 1]).filter(v -> !v.equals("-")),
                Optional.of("1"),
                Optional.empty(),
                "1",
                1,
                0,
                values.length,
                "Asia/Shanghai",
                "文件 第3条",
                Map.of()),
            Optional.empty(),
            List.of()));
  }

  static AlertCommand command(
      String id, String alert, AlertAction action, String author, String note, Instant at) {
    return AlertCommand.newBuilder()
        .setCommandId(id)
        .setAlertId(alert)
        .setAction(action)
        .setAuthor(author)
        .setNote(note)
        .setAt(at)
        .build();
  }

  static AlertSilence.Builder silence(String id, double from, double until) {
    return AlertSilence.newBuilder()
        .setId(id)
        .setFrom(hour(from))
        .setUntil(hour(until))
        .setAuthor("值班员")
        .setReason("检修")
        .setSetAt(hour(from));
  }

  static AlertRuleDefinition.Builder rule(String rule, String scope) {
    return AlertRuleDefinition.newBuilder().setRule(rule).setScope(scope).setSetAt(BEGIN);
  }
}
