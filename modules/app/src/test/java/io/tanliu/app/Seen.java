// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.TargetLamp;
import io.tanliu.domain.control.Target;
import io.tanliu.simulator.scenario.Scenario;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lamps and alerts of a scenario as they stand in the topics, in the words of its calculation. */
final class Seen implements AutoCloseable {
  /** Rules that are calculated by hand. */
  private static final Set<String> RULES =
      Set.of(
          "budget-breach",
          "budget-pace",
          "intensity-rising",
          "intensity-behind",
          "share",
          "product-limit");

  private final Newest<EntityLamps> lamps;
  private final Newest<AlertEvent> states;
  private final Newest<AlertEvent> events;
  private final Set<String> targets;
  private final ZoneId zone;
  private final String year;

  Seen(Map<String, Object> clients, Scenario scenario) {
    lamps = new Newest<>(Topics.CONTROL_LAMP, clients);
    states = new Newest<>(Topics.ALERT_STATE, clients);
    events = new Newest<>(Topics.ALERT_EVENT, clients);
    targets =
        scenario.register().targets().stream()
            .map(Target::id)
            .collect(Collectors.toUnmodifiableSet());
    zone = scenario.zone();
    year = Integer.toString(scenario.judged().getYear());
  }

  /**
   * {@code entity,target,period,level,measured,asked} of every lamp of the scenario's targets, and
   * the state of energy and carbon where no other targets are judged.
   */
  List<String> lamps() {
    List<String> lines = new ArrayList<>();
    for (EntityLamps entity : lamps.byKey().values()) {
      boolean own = entity.getLamps().stream().allMatch(l -> targets.contains(l.getTarget()));
      if (own && entity.getPeriod().equals(year)) {
        lines.add(String.join(",", entity.getEntity(), "*", year, entity.getState(), "", ""));
      }
      for (TargetLamp lamp : entity.getLamps()) {
        if (targets.contains(lamp.getTarget())) {
          lines.add(line(entity, lamp));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String line(EntityLamps entity, TargetLamp lamp) {
    boolean total = lamp.getKind().endsWith("TOTAL");
    boolean set = !lamp.getLevel().equals("NOT_SET");
    boolean told = set && !lamp.getLevel().equals("NOT_ASSESSABLE");
    String measured = total ? tonnes(lamp.getAssessed()) : told ? percent(lamp.getDecline()) : "";
    String asked = !set ? "" : total ? tonnes(lamp.getSchedule()) : percent(lamp.getRequired());
    return String.join(
        ",",
        entity.getEntity(),
        lamp.getTarget(),
        entity.getPeriod(),
        lamp.getLevel(),
        measured,
        asked);
  }

  private static String tonnes(long grams) {
    return BigDecimal.valueOf(grams, 6).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String percent(String share) {
    return new BigDecimal(share)
        .movePointRight(2)
        .setScale(3, RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  /**
   * {@code entity,rule,subject,state,severity,from,why} of alerts that are pending or open, and of
   * those of which it is expected that they have just been resolved.
   */
  List<String> alerts(List<String> expected, LocalDate look) {
    return states.byKey().values().stream()
        .filter(this::meant)
        .filter(
            event ->
                event.getState() != AlertState.RESOLVED
                    || expected.stream().anyMatch(l -> l.startsWith(name(event) + ",RESOLVED")))
        .map(event -> line(event, look))
        .sorted()
        .toList();
  }

  private boolean meant(AlertEvent event) {
    String[] subject = event.getSubject().split("@", 2);
    return RULES.contains(event.getRule())
        && targets.contains(subject[0])
        && (subject.length == 1 || subject[1].equals(year));
  }

  private static String name(AlertEvent event) {
    return event.getEntity() + "," + event.getRule() + "," + event.getSubject();
  }

  private String line(AlertEvent event, LocalDate look) {
    boolean firing = event.getState() == AlertState.FIRING;
    boolean breach = event.getRule().equals("budget-breach");
    boolean restated = event.getState() == AlertState.RESOLVED && event.getRestated();
    String from = firing && !event.getRule().equals("budget-pace") ? from(event, look) : "";
    return String.join(
        ",",
        name(event),
        event.getState().name(),
        firing ? event.getSeverity().name() : "",
        from,
        breach && restated ? "restated" : "");
  }

  /**
   * The day in which the limit was passed, or at whose end the condition began to hold, when it
   * lies in the month of the look.
   */
  private String from(AlertEvent event, LocalDate look) {
    Instant time =
        event.getRule().equals("budget-breach") && event.getCrossedAt() != null
            ? event.getCrossedAt()
            : event.getEpisodeStart().minusMillis(1);
    LocalDate day = time.atZone(zone).toLocalDate();
    return day.isBefore(look.minusMonths(1)) ? "" : day.toString();
  }

  /** Entity, rule, subject, state and severity of alerts that are pending or open. */
  List<String> open(LocalDate look) {
    return open(alerts(List.of(), look));
  }

  /** The same from lines. */
  List<String> open(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(",", -1))
        .filter(line -> !line[3].equals("RESOLVED"))
        .map(line -> String.join(",", line[0], line[1], line[2], line[3], line[4]))
        .sorted()
        .toList();
  }

  /** Identity and number of each change. */
  List<String> changes() {
    return events.all().stream()
        .map(record -> record.value().getAlertId() + " " + record.value().getSequence())
        .toList();
  }

  /** Breaches that have been resolved otherwise than as restated. */
  List<String> breachesResolvedOtherwise() {
    return events.all().stream()
        .map(record -> record.value())
        .filter(event -> meant(event) && event.getRule().equals("budget-breach"))
        .filter(event -> event.getState() == AlertState.RESOLVED && !event.getRestated())
        .map(Seen::name)
        .toList();
  }

  @Override
  public void close() {
    lamps.close();
    states.close();
    events.close();
  }
}
