// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.AlertSignal;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Inhibition;
import io.tanliu.domain.alert.Inhibition.Where;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleOverride;
import io.tanliu.domain.alert.RuleOverride.Part;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.Threshold;
import io.tanliu.domain.alert.life.Command;
import io.tanliu.domain.alert.life.MuteTimes;
import io.tanliu.domain.alert.life.Silence;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertMappingTest {
  private static final Signal SIGNAL =
      new Signal(
          new AlertKey("surge", "U", "E1|part"),
          new Condition(
              Level.CRITICAL,
              true,
              1_000,
              OptionalLong.of(500),
              OptionalLong.of(2_000),
              3_000,
              true,
              false,
              "above",
              OptionalInt.of(250)),
          new Grounds(
              "electricity",
              "2025-02",
              OptionalLong.of(900),
              Optional.of("12.50"),
              Optional.empty(),
              Optional.of("11"),
              "Wh",
              0.9,
              0.1,
              7,
              "Asia/Shanghai",
              "第3条",
              Map.of("industry", "3120")),
          Optional.of("360102"),
          List.of("360102", "360100"));

  @Test
  void shouldGiveTheSignalBackThatWasWritten() {
    AlertSignal record = SignalMapping.toAvro(SIGNAL);
    assertThat(SignalMapping.fromAvro(record)).isEqualTo(SIGNAL);
    assertThat(SIGNAL.industry()).hasValue("industry-3120");
    assertThat(AlertKey.parse(SIGNAL.key().id())).hasValue(SIGNAL.key());
  }

  @Test
  void shouldRefuseWhatNoAlertCanBeToldWith() {
    AlertSignal record = SignalMapping.toAvro(SIGNAL);
    record.setMeasured("much");
    assertThatThrownBy(() -> SignalMapping.fromAvro(record))
        .hasMessage("measured: much (expected: a decimal number)");
    record.setMeasured(null);
    record.setZone("Here");
    assertThatThrownBy(() -> SignalMapping.fromAvro(record)).hasMessageStartingWith("zone: Here");
    record.setZone("UTC");
    record.setEntity("A|B");
    assertThatThrownBy(() -> SignalMapping.fromAvro(record))
        .hasMessageStartingWith("rule|entity|subject: surge|A|B|E1|part");
  }

  @Test
  void shouldGiveCommandsAndSilencesBackThatWereWritten() {
    Command command = new Command("c", Command.Action.NOTE, OptionalInt.of(2), "张三", "明天到场");
    assertThat(CommandMapping.fromAvro(CommandMapping.toAvro(SIGNAL.key(), command, 5)))
        .isEqualTo(command);
    Silence silence =
        new Silence(
            "S",
            Set.of("surge", "share"),
            Optional.of("U"),
            Optional.of("360100"),
            Optional.of(Level.WARNING),
            Optional.empty(),
            1_000,
            9_000,
            Optional.of(
                new MuteTimes(
                    Set.of(DayOfWeek.SATURDAY),
                    LocalTime.of(22, 0),
                    LocalTime.of(6, 0),
                    ZoneId.of("Asia/Shanghai"))),
            "李四",
            "检修");
    assertThat(SilenceMapping.fromAvro(SilenceMapping.toAvro(silence, 7))).isEqualTo(silence);
  }

  @Test
  void shouldOverrideFieldByFieldByTheMostSpecificScope() {
    RuleSetting packaged =
        RuleSetting.plain("surge").with(Level.WARNING, Threshold.at(new BigDecimal("1.5")));
    RuleBook book = new RuleBook(List.of(packaged));
    book.put(again(override("*", OptionalLong.of(10), Map.of())));
    book.put(again(override("360100", OptionalLong.of(20), Map.of())));
    book.put(
        again(
            override(
                "U",
                OptionalLong.empty(),
                Map.of(
                    Level.WARNING,
                    Part.NONE,
                    Level.CRITICAL,
                    new Part(
                        false,
                        Optional.of(new BigDecimal("3")),
                        Optional.of(new BigDecimal("2.5")))))));
    List<String> regions = List.of("360102", "360100", "360000");
    RuleSetting unit = book.setting("surge", "U", regions, Optional.empty());
    assertThat(unit.forDuration()).isEqualTo(20);
    assertThat(unit.threshold(Level.WARNING)).isEmpty();
    assertThat(unit.threshold(Level.CRITICAL))
        .hasValue(new Threshold(new BigDecimal("3"), new BigDecimal("2.5")));
    assertThat(unit.noDataAfter()).isEqualTo(RuleSetting.NEVER);
    assertThat(unit.inhibits()).containsExactly(new Inhibition("no-data", Where.BELOW));
    assertThat(book.setting("surge", "V", List.of(), Optional.empty()).forDuration()).isEqualTo(10);
    book.remove("surge", "U");
    assertThat(book.setting("surge", "U", regions, Optional.empty()).threshold(Level.WARNING))
        .isPresent();
  }

  private static RuleOverride override(
      String scope, OptionalLong forDuration, Map<Level, Part> thresholds) {
    return new RuleOverride(
        "surge",
        scope,
        Optional.empty(),
        thresholds,
        forDuration,
        OptionalLong.empty(),
        OptionalLong.of(RuleSetting.NEVER),
        Optional.of(List.of(5L)),
        Optional.empty(),
        Optional.of(List.of(new Inhibition("no-data", Where.BELOW))),
        OptionalInt.empty(),
        OptionalInt.of(400),
        "");
  }

  private static RuleOverride again(RuleOverride override) {
    RuleOverride read = AlertRuleMapping.fromAvro(AlertRuleMapping.toAvro(override, "王五", 9));
    assertThat(read).isEqualTo(override);
    return read;
  }
}
