// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of all rules: packaged defaults, and what scopes want otherwise. The most specific scope
 * wins, field by field: the entity itself, its industry, its regions from the nearest up, {@code
 * *}, the default.
 */
public final class RuleBook {
  private final Map<String, RuleSetting> defaults = new LinkedHashMap<>();
  private final Map<String, Map<String, RuleOverride>> overrides = new HashMap<>();

  /** A book of defaults. */
  public RuleBook(Collection<RuleSetting> defaults) {
    defaults.forEach(setting -> this.defaults.put(setting.rule(), setting));
  }

  /** A copy that can be changed without changing this one. */
  public RuleBook copy() {
    return new RuleBook(defaults.values());
  }

  /** The packaged settings, in their order. */
  public List<RuleSetting> defaults() {
    return List.copyOf(defaults.values());
  }

  /** True when the rule is packaged. */
  public boolean knows(String rule) {
    return defaults.containsKey(rule);
  }

  /** Sets what a scope wants otherwise. */
  public void put(RuleOverride override) {
    overrides
        .computeIfAbsent(override.rule(), r -> new HashMap<>())
        .put(override.scope(), override);
  }

  /** Takes back what a scope wanted. */
  public void remove(String rule, String scope) {
    overrides.getOrDefault(rule, new HashMap<>()).remove(scope);
  }

  /** Forgets what all scopes wanted. */
  public void clear() {
    overrides.clear();
  }

  /**
   * The setting that holds for an entity.
   *
   * @param regions from the entity's own up to the nation; empty when unknown
   * @param industry entity id of its industry
   */
  public RuleSetting setting(
      String rule, String entity, List<String> regions, Optional<String> industry) {
    RuleSetting setting = defaults.getOrDefault(rule, RuleSetting.plain(rule));
    Map<String, RuleOverride> wanted = overrides.getOrDefault(rule, Map.of());
    if (wanted.isEmpty()) {
      return setting;
    }
    List<String> scopes = new ArrayList<>();
    scopes.add(RuleOverride.EVERYWHERE);
    for (int i = regions.size() - 1; i >= 0; i--) {
      scopes.add(regions.get(i));
    }
    industry.ifPresent(scopes::add);
    scopes.add(entity);
    for (String scope : scopes) {
      RuleOverride override = wanted.get(scope);
      if (override != null) {
        setting = apply(setting, override);
      }
    }
    return setting;
  }

  private static RuleSetting apply(RuleSetting setting, RuleOverride wanted) {
    Map<Level, Threshold> thresholds = new EnumMap<>(Level.class);
    thresholds.putAll(setting.thresholds());
    wanted.thresholds().forEach((level, part) -> apply(thresholds, level, part));
    return new RuleSetting(
        setting.rule(),
        wanted.enabled().orElse(setting.enabled()),
        setting.side(),
        setting.unit(),
        thresholds,
        wanted.forDuration().orElse(setting.forDuration()),
        wanted.keepFiring().orElse(setting.keepFiring()),
        wanted.noDataAfter().orElse(setting.noDataAfter()),
        wanted.escalateAfter().orElse(setting.escalateAfter()),
        wanted.groupBy().orElse(setting.groupBy()),
        wanted.inhibits().orElse(setting.inhibits()),
        wanted.flapLow().orElse(setting.flapLow()),
        wanted.flapHigh().orElse(setting.flapHigh()),
        wanted.source().isEmpty() ? setting.source() : wanted.source());
  }

  private static void apply(Map<Level, Threshold> thresholds, Level level, RuleOverride.Part part) {
    if (part.never()) {
      thresholds.remove(level);
      return;
    }
    Optional<Threshold> before = Optional.ofNullable(thresholds.get(level));
    part.raise()
        .or(() -> before.map(Threshold::raise))
        .ifPresent(
            raise ->
                thresholds.put(
                    level,
                    new Threshold(
                        raise,
                        part.reset()
                            // Who moves only the place to rise wants no dead band of ours.
                            .or(part::raise)
                            .or(() -> before.map(Threshold::reset))
                            .orElse(raise))));
  }
}
