// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.domain.alert.AlertRule;
import io.tanliu.domain.alert.BudgetState;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleOverride;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Threshold;
import io.tanliu.domain.unit.Membership;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.AlertRuleMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code PUT}, {@code DELETE /api/v1/alert-rules/{rule}/{scope}} and {@code GET
 * /api/v1/alert-rules}: the packaged settings, and what takes their place where.
 */
final class AlertRulesHandler {
  private static final Set<String> FIELDS =
      Set.of(
          "enabled",
          "warningRaise",
          "warningReset",
          "criticalRaise",
          "criticalReset",
          "for",
          "keepFiring",
          "noDataAfter",
          "escalateAfter",
          "groupBy",
          "inhibits",
          "flapLow",
          "flapHigh",
          "source",
          "author");
  private static final String NONE = "none";

  private final Seeds seeds;
  private final ReferenceView view;
  private final AlertBook book;
  private final OwnWrites writes;
  private final BodyReader bodies;
  private final Clock clock;

  AlertRulesHandler(
      Seeds seeds,
      ReferenceView view,
      AlertBook book,
      OwnWrites writes,
      BodyReader bodies,
      Clock clock) {
    this.seeds = seeds;
    this.view = view;
    this.book = book;
    this.writes = writes;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Sets what a scope wants otherwise. */
  Answer put(Context ctx, InputStream body) throws IOException {
    String rule = rule(ctx);
    String scope = scope(ctx);
    JsonFields fields = JsonFields.read(bodies, body, ReadingsRequest.gzip(ctx), FIELDS);
    AlertRuleDefinition wanted = definition(rule, scope, fields);
    check(wanted);
    Optional<AlertRuleDefinition> before = book.rule(Keys.alertRule(rule, scope));
    HttpGate.replaced(ctx, before.orElse(null), wanted);
    boolean known = before.isPresent();
    write(Keys.alertRule(rule, scope), wanted);
    return Answer.json(known ? 200 : 201, json(wanted), "rule_set");
  }

  /** Takes it back. */
  Answer delete(Context ctx, InputStream body) throws IOException {
    String key = Keys.alertRule(rule(ctx), scope(ctx));
    AlertRuleDefinition known =
        book.rule(key)
            .orElseThrow(
                () ->
                    Problem.of(
                        Problem.Code.UNKNOWN_RULE,
                        "scope",
                        key,
                        "a setting of /api/v1/alert-rules"));
    HttpGate.replaced(ctx, known, null);
    write(key, null);
    return Answer.json(200, json(known), "rule_deleted");
  }

  /** Packaged settings and what takes their place. */
  Answer list(Context ctx) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("rules", seeds.alertRules().defaults().stream().map(this::json).toList());
    answer.put(
        "settings",
        book.rules().stream()
            .filter(
                rule ->
                    rule.getScope().equals(RuleOverride.EVERYWHERE)
                        || HttpGate.sees(ctx, rule.getScope()))
            .map(AlertRulesHandler::json)
            .toList());
    return Answer.json(200, answer, "rules");
  }

  private String rule(Context ctx) {
    String rule = ctx.pathParam("rule");
    if (!seeds.alertRules().knows(rule)) {
      throw Problem.of(Problem.Code.UNKNOWN_RULE, "rule", rule, "a rule of /api/v1/alert-rules");
    }
    return rule;
  }

  private String scope(Context ctx) {
    String scope = ctx.pathParam("scope");
    boolean industry =
        scope.startsWith(Membership.INDUSTRY_PREFIX)
            && seeds.industries().stream()
                .anyMatch(i -> scope.equals(Membership.INDUSTRY_PREFIX + i.code()));
    if (!scope.equals(RuleOverride.EVERYWHERE)
        && !seeds.regions().contains(scope)
        && !industry
        && !view.knows(scope)) {
      throw JsonFields.refused("scope", scope, "*, a unit, a region or an industry");
    }
    return scope;
  }

  private AlertRuleDefinition definition(String rule, String scope, JsonFields fields) {
    return AlertRuleDefinition.newBuilder()
        .setRule(rule)
        .setScope(scope)
        .setEnabled(fields.flag("enabled").orElse(null))
        .setWarningRaise(threshold(fields, "warningRaise"))
        .setWarningReset(threshold(fields, "warningReset"))
        .setCriticalRaise(threshold(fields, "criticalRaise"))
        .setCriticalReset(threshold(fields, "criticalReset"))
        .setForMillis(millis(fields, "for"))
        .setKeepFiringMillis(millis(fields, "keepFiring"))
        .setNoDataAfterMillis(millis(fields, "noDataAfter"))
        .setEscalateAfterMillis(
            fields
                .texts("escalateAfter")
                .map(
                    all ->
                        all.stream()
                            .map(text -> JsonFields.duration("escalateAfter", text).toMillis())
                            .toList())
                .orElse(null))
        .setGroupBy(fields.texts("groupBy").orElse(null))
        .setInhibits(fields.texts("inhibits").orElse(null))
        .setFlapLow(fields.whole("flapLow", 0, 1_000).orElse(null))
        .setFlapHigh(fields.whole("flapHigh", 0, RuleSetting.NO_FLAPPING).orElse(null))
        .setSource(fields.text("source", AlertCommandsHandler.LONGEST_NOTE).orElse(""))
        .setAuthor(fields.required("author", AlertCommandsHandler.LONGEST_NAME))
        .setSetAt(clock.instant())
        .build();
  }

  private static String threshold(JsonFields fields, String name) {
    boolean never = name.endsWith("Raise") && fields.has(name) && fields.is(name, NONE);
    return never ? NONE : fields.decimal(name).map(BigDecimal::toPlainString).orElse(null);
  }

  /** {@code none} for never, where a time of 0 would mean at once. */
  private static Long millis(JsonFields fields, String name) {
    if (name.equals("noDataAfter") && fields.has(name) && fields.is(name, NONE)) {
      return 0L;
    }
    Optional<Duration> time = fields.duration(name);
    if (name.equals("noDataAfter") && time.filter(Duration::isZero).isPresent()) {
      throw JsonFields.refused(name, "PT0S", "more than nothing, or none for never");
    }
    return time.map(Duration::toMillis).orElse(null);
  }

  /** Budgets are told again for so long only: a longer time would not be over. */
  private static void checkBudget(AlertRuleDefinition wanted, String field, Long millis) {
    boolean budget =
        Arrays.stream(AlertRule.values()).anyMatch(rule -> rule.code().equals(wanted.getRule()));
    if (budget && millis != null && millis > BudgetState.REPEATED) {
      throw JsonFields.refused(
          field, text(millis), "at most " + text(BudgetState.REPEATED) + " for a budget");
    }
  }

  /** What is wanted must mean something together with what it does not name. */
  private void check(AlertRuleDefinition wanted) {
    checkBudget(wanted, "for", wanted.getForMillis());
    checkBudget(wanted, "keepFiring", wanted.getKeepFiringMillis());
    RuleOverride override;
    try {
      override = AlertRuleMapping.fromAvro(wanted);
    } catch (IllegalArgumentException e) {
      throw JsonFields.refused("rule", String.valueOf(e.getMessage()), "what it says");
    }
    RuleBook book = seeds.alertRules();
    book.put(override);
    RuleSetting setting =
        book.setting(wanted.getRule(), wanted.getScope(), List.of(), Optional.empty());
    setting
        .thresholds()
        .forEach(
            (level, threshold) -> {
              if (!threshold.fits(setting.side())) {
                throw JsonFields.refused(
                    level.name().toLowerCase(java.util.Locale.ROOT) + "Reset",
                    threshold.reset().toPlainString(),
                    "not worse than " + threshold.raise().toPlainString());
              }
            });
    if (setting.flapLow() > setting.flapHigh()) {
      throw JsonFields.refused("flapLow", "" + setting.flapLow(), "<= " + setting.flapHigh());
    }
  }

  private void write(String key, AlertRuleDefinition rule) {
    writes.write(Topics.REF_ALERT_RULE, key, rule, "rule");
  }

  private Map<String, Object> json(RuleSetting setting) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", setting.rule());
    json.put("name", seeds.alertRuleNames().get(setting.rule()).zh());
    json.put("nameEn", seeds.alertRuleNames().get(setting.rule()).en());
    json.put("side", setting.side().name());
    json.put("unit", setting.unit());
    Map<String, Object> thresholds = new TreeMap<>();
    for (Level level : List.of(Level.WARNING, Level.CRITICAL)) {
      Optional<Threshold> threshold = setting.threshold(level);
      threshold.ifPresent(
          t -> thresholds.put(level.name(), Map.of("raise", t.raise(), "reset", t.reset())));
    }
    json.put("thresholds", thresholds);
    json.put("for", Duration.ofMillis(setting.forDuration()).toString());
    json.put("keepFiring", Duration.ofMillis(setting.keepFiring()).toString());
    json.put(
        "noDataAfter",
        setting.noDataAfter() == RuleSetting.NEVER
            ? NONE
            : Duration.ofMillis(setting.noDataAfter()).toString());
    json.put(
        "escalateAfter",
        setting.escalateAfter().stream().map(ms -> Duration.ofMillis(ms).toString()).toList());
    json.put("groupBy", setting.groupBy());
    json.put("inhibits", setting.inhibits().stream().map(i -> i.text()).toList());
    json.put("flapLow", setting.flapLow());
    json.put("flapHigh", setting.flapHigh());
    json.put("source", setting.source());
    return json;
  }

  private static Map<String, Object> json(AlertRuleDefinition rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule.getRule());
    json.put("scope", rule.getScope());
    put(json, "enabled", rule.getEnabled());
    put(json, "warningRaise", rule.getWarningRaise());
    put(json, "warningReset", rule.getWarningReset());
    put(json, "criticalRaise", rule.getCriticalRaise());
    put(json, "criticalReset", rule.getCriticalReset());
    put(json, "for", text(rule.getForMillis()));
    put(json, "keepFiring", text(rule.getKeepFiringMillis()));
    Long noData = rule.getNoDataAfterMillis();
    put(json, "noDataAfter", noData != null && noData == 0 ? NONE : text(noData));
    if (rule.getEscalateAfterMillis() != null) {
      json.put(
          "escalateAfter",
          rule.getEscalateAfterMillis().stream().map(AlertRulesHandler::text).toList());
    }
    put(json, "groupBy", rule.getGroupBy());
    put(json, "inhibits", rule.getInhibits());
    put(json, "flapLow", rule.getFlapLow());
    put(json, "flapHigh", rule.getFlapHigh());
    json.put("source", rule.getSource());
    json.put("author", rule.getAuthor());
    json.put("setAt", rule.getSetAt().toString());
    return json;
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static String text(Long millis) {
    return millis == null ? null : Duration.ofMillis(millis).toString();
  }
}
