// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.alert.Inhibition;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Side;
import io.tanliu.domain.alert.Threshold;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code alert_rules.csv}. */
final class AlertRuleSeeds {
  /** By what notices can be grouped. */
  static final Set<String> GROUPS =
      Set.of(
          "rule",
          "severity",
          "quantity",
          "entity",
          "alert",
          "region",
          "county",
          "city",
          "province",
          "nation");

  private static final String FILE = "alert_rules.csv";
  private static final int NO_SETTLING = 0;
  private static final List<String> COLUMNS =
      List.of(
          "rule",
          "name_zh",
          "name_en",
          "rank",
          "side",
          "unit",
          "warning_raise",
          "warning_reset",
          "critical_raise",
          "critical_reset",
          "for",
          "keep_firing",
          "no_data_after",
          "escalate_after",
          "group_by",
          "inhibits",
          "flap_low",
          "flap_high",
          "source",
          "confidence");

  private AlertRuleSeeds() {}

  /**
   * What the file holds.
   *
   * @param book settings of all rules
   * @param names names by rule
   */
  record AlertRules(RuleBook book, Map<String, AlertRuleName> names) {}

  static AlertRules read(SeedSource source, List<String> problems) {
    Map<String, RuleSetting> rules = new LinkedHashMap<>();
    Map<String, AlertRuleName> names = new LinkedHashMap<>();
    for (SeedRow row : SeedTable.read(source, FILE, COLUMNS, problems)) {
      RuleSetting setting = setting(row);
      if (rules.put(setting.rule(), setting) != null) {
        row.problem("rule", setting.rule(), "each rule once");
      }
      names.put(
          setting.rule(),
          new AlertRuleName(row.required("name_zh"), row.required("name_en"), rank(row)));
    }
    return new AlertRules(new RuleBook(rules.values()), Map.copyOf(names));
  }

  private static int rank(SeedRow row) {
    String text = row.matching("rank", "[1-9]", "1 to 9, 1 first");
    return text.matches("[1-9]") ? Integer.parseInt(text) : 1;
  }

  private static RuleSetting setting(SeedRow row) {
    List<String> sides = Arrays.stream(Side.values()).map(Side::name).toList();
    Side side = row.oneOf("side", sides).equals(Side.BELOW.name()) ? Side.BELOW : Side.ABOVE;
    Map<Level, Threshold> thresholds = new EnumMap<>(Level.class);
    for (Level level : List.of(Level.WARNING, Level.CRITICAL)) {
      threshold(row, level, side).ifPresent(threshold -> thresholds.put(level, threshold));
    }
    return new RuleSetting(
        row.matching("rule", "[a-z][a-z0-9-]*", "small letters, digits and hyphens"),
        true,
        side,
        row.required("unit"),
        thresholds,
        time(row, "for", row.text("for"), 0),
        time(row, "keep_firing", row.text("keep_firing"), 0),
        time(row, "no_data_after", row.text("no_data_after"), RuleSetting.NEVER),
        list(row, "escalate_after").stream().map(t -> time(row, "escalate_after", t, 0)).toList(),
        groups(row),
        inhibitions(row),
        score(row, "flap_low", NO_SETTLING),
        score(row, "flap_high", RuleSetting.NO_FLAPPING),
        row.text("source"));
  }

  private static Optional<Threshold> threshold(SeedRow row, Level level, Side side) {
    String name = level.name().toLowerCase(Locale.ROOT);
    if (row.text(name + "_raise").isEmpty()) {
      return Optional.empty();
    }
    BigDecimal raise = row.amount(name + "_raise");
    BigDecimal reset = row.amount(name + "_reset");
    Threshold threshold = new Threshold(raise, reset);
    if (!threshold.fits(side)) {
      row.problem(name + "_reset", row.text(name + "_reset"), "not worse than " + raise);
    }
    return Optional.of(threshold);
  }

  private static long time(SeedRow row, String field, String text, long otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      Duration time = Duration.parse(text);
      if (!time.isNegative()) {
        return time.toMillis();
      }
    } catch (DateTimeException | ArithmeticException e) {
      // reported below
    }
    row.problem(field, text, "an ISO 8601 duration such as PT2H or P3D");
    return otherwise;
  }

  private static List<String> groups(SeedRow row) {
    List<String> groups = list(row, "group_by");
    for (String group : groups) {
      if (!GROUPS.contains(group)) {
        row.problem("group_by", group, "of " + GROUPS.stream().sorted().toList());
      }
    }
    return groups;
  }

  private static List<Inhibition> inhibitions(SeedRow row) {
    List<Inhibition> inhibitions = new ArrayList<>();
    for (String text : list(row, "inhibits")) {
      Optional<Inhibition> inhibition = Inhibition.parse(text);
      inhibition.ifPresentOrElse(
          inhibitions::add,
          () -> row.problem("inhibits", text, "a rule, no-data or *, also /same or /below"));
    }
    return inhibitions;
  }

  private static int score(SeedRow row, String field, int otherwise) {
    String text = row.text(field);
    if (text.isEmpty()) {
      return otherwise;
    }
    return Integer.parseInt(
        "0" + row.matching(field, "\\d{1,3}", "thousandths, 0 to 999").replaceAll("\\D", ""));
  }

  private static List<String> list(SeedRow row, String field) {
    return Arrays.stream(row.text(field).split(";")).filter(text -> !text.isEmpty()).toList();
  }
}
