// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.domain.alert.Inhibition;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleOverride;
import io.tanliu.domain.alert.RuleOverride.Part;
import io.tanliu.domain.alert.RuleSetting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@link RuleOverride} as Avro. */
public final class AlertRuleMapping {
  private static final String NEVER = "none";

  private AlertRuleMapping() {}

  /** Key of a setting. */
  public static String key(RuleOverride setting) {
    return Keys.alertRule(setting.rule(), setting.scope());
  }

  /**
   * The record for a setting.
   *
   * @param author who set it
   * @param setAt when, epoch milliseconds
   */
  public static AlertRuleDefinition toAvro(RuleOverride setting, String author, long setAt) {
    return AlertRuleDefinition.newBuilder()
        .setRule(setting.rule())
        .setScope(setting.scope())
        .setEnabled(setting.enabled().orElse(null))
        .setWarningRaise(raise(setting, Level.WARNING))
        .setWarningReset(reset(setting, Level.WARNING))
        .setCriticalRaise(raise(setting, Level.CRITICAL))
        .setCriticalReset(reset(setting, Level.CRITICAL))
        .setForMillis(millis(setting.forDuration()))
        .setKeepFiringMillis(millis(setting.keepFiring()))
        .setNoDataAfterMillis(
            setting.noDataAfter().isPresent()
                    && setting.noDataAfter().getAsLong() == RuleSetting.NEVER
                ? Long.valueOf(0)
                : millis(setting.noDataAfter()))
        .setEscalateAfterMillis(setting.escalateAfter().orElse(null))
        .setGroupBy(setting.groupBy().orElse(null))
        .setInhibits(
            setting.inhibits().map(all -> all.stream().map(Inhibition::text).toList()).orElse(null))
        .setFlapLow(setting.flapLow().isPresent() ? setting.flapLow().getAsInt() : null)
        .setFlapHigh(setting.flapHigh().isPresent() ? setting.flapHigh().getAsInt() : null)
        .setSource(setting.source())
        .setAuthor(author)
        .setSetAt(Instant.ofEpochMilli(setAt))
        .build();
  }

  private static String raise(RuleOverride setting, Level level) {
    Part part = setting.thresholds().get(level);
    if (part == null) {
      return null;
    }
    return part.never() ? NEVER : part.raise().map(BigDecimal::toPlainString).orElse(null);
  }

  private static String reset(RuleOverride setting, Level level) {
    return Optional.ofNullable(setting.thresholds().get(level))
        .flatMap(Part::reset)
        .map(BigDecimal::toPlainString)
        .orElse(null);
  }

  private static Long millis(OptionalLong time) {
    return time.isPresent() ? time.getAsLong() : null;
  }

  /**
   * The setting in a record.
   *
   * @throws IllegalArgumentException when a field holds what no rule can use; the message has
   *     field, value and what was expected
   */
  public static RuleOverride fromAvro(AlertRuleDefinition record) {
    OptionalLong noData = time("noDataAfterMillis", record.getNoDataAfterMillis());
    return new RuleOverride(
        record.getRule(),
        record.getScope(),
        Optional.ofNullable(record.getEnabled()),
        thresholds(record),
        time("forMillis", record.getForMillis()),
        time("keepFiringMillis", record.getKeepFiringMillis()),
        noData.isPresent() && noData.getAsLong() == 0 ? OptionalLong.of(RuleSetting.NEVER) : noData,
        Optional.ofNullable(record.getEscalateAfterMillis()).map(AlertRuleMapping::steps),
        Optional.ofNullable(record.getGroupBy()).map(List::copyOf),
        Optional.ofNullable(record.getInhibits())
            .map(all -> all.stream().map(AlertRuleMapping::inhibition).toList()),
        score("flapLow", record.getFlapLow()),
        score("flapHigh", record.getFlapHigh()),
        record.getSource());
  }

  private static Map<Level, Part> thresholds(AlertRuleDefinition record) {
    Map<Level, Part> parts = new EnumMap<>(Level.class);
    part("warning", record.getWarningRaise(), record.getWarningReset())
        .ifPresent(part -> parts.put(Level.WARNING, part));
    part("critical", record.getCriticalRaise(), record.getCriticalReset())
        .ifPresent(part -> parts.put(Level.CRITICAL, part));
    return parts;
  }

  private static Optional<Part> part(String level, String raise, String reset) {
    if (raise == null && reset == null) {
      return Optional.empty();
    }
    if (NEVER.equals(raise)) {
      return Optional.of(Part.NONE);
    }
    return Optional.of(
        new Part(
            false,
            Optional.ofNullable(raise).map(text -> Parse.decimal(level + "Raise", text)),
            Optional.ofNullable(reset).map(text -> Parse.decimal(level + "Reset", text))));
  }

  private static List<Long> steps(List<Long> steps) {
    for (Long step : steps) {
      if (step <= 0) {
        throw Parse.refused("escalateAfterMillis", step.toString(), "> 0");
      }
    }
    return List.copyOf(steps);
  }

  private static OptionalLong time(String field, Long millis) {
    if (millis == null) {
      return OptionalLong.empty();
    }
    if (millis < 0) {
      throw Parse.refused(field, millis.toString(), ">= 0");
    }
    return OptionalLong.of(millis);
  }

  private static OptionalInt score(String field, Integer score) {
    if (score == null) {
      return OptionalInt.empty();
    }
    if (score < 0) {
      throw Parse.refused(field, score.toString(), ">= 0");
    }
    return OptionalInt.of(score);
  }

  private static Inhibition inhibition(String text) {
    return Inhibition.parse(text)
        .orElseThrow(
            () -> Parse.refused("inhibits", text, "a rule, no-data or *, also /same or /below"));
  }
}
