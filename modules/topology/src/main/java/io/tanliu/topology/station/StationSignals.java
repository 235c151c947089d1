// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Judgement;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.Threshold;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.SignalMapping;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Judges courses of stations and tells what is new. A course is made from the data each time, so
 * late and corrected observations give the finding that they would have given in time.
 */
final class StationSignals {
  /** An hour stands out of the background. */
  static final String EVENT = "station-event";

  /** A span check is off. */
  static final String DRIFT = "station-drift";

  /** Values look like the instrument and not like air. */
  static final String SUSPECT = "station-suspect";

  /** Hours of a day are missing. */
  static final String MISSING = "station-missing";

  private final Supplier<RuleBook> book;
  private final Membership membership;
  private final Outlet outlet;

  StationSignals(Supplier<RuleBook> book, Membership membership, Outlet outlet) {
    this.book = book;
    this.membership = membership;
    this.outlet = outlet;
  }

  /** Who is judged. */
  record Subject(String id, String name, String region, ZoneId zone) {
    static Subject of(Station station) {
      return new Subject(station.id(), station.name(), station.region(), station.zone());
    }
  }

  /**
   * What is to be judged.
   *
   * @param gas what of the station
   * @param reason code that says why, while it holds
   */
  record Finding(String rule, Subject station, String gas, Course course, String reason) {}

  void judge(Finding finding) {
    Subject station = finding.station();
    List<String> regions = membership.parents(station.region(), "");
    RuleSetting setting =
        book.get().setting(finding.rule(), station.id(), regions, Optional.empty());
    AlertKey key = new AlertKey(finding.rule(), station.id(), finding.gas());
    Optional<Judgement> found = Judgement.of(finding.course(), setting);
    if (found.isEmpty()) {
      return;
    }
    if (!setting.enabled()) {
      close(key, station, regions, found.get().at());
      return;
    }
    Judgement judged = found.get();
    boolean quiet = judged.level() == Level.NONE && !judged.noData();
    if (quiet && !outlet.told().knows(id(key))) {
      return;
    }
    boolean restated = restated(key, judged);
    Condition condition =
        Condition.of(
            judged,
            restated,
            false,
            quiet ? (restated ? "restated" : "back-to-normal") : finding.reason());
    Signal signal =
        new Signal(
            key, condition, grounds(finding, setting), Optional.of(station.region()), regions);
    // While it is told, or goes on being told, every step counts; later only changes do.
    boolean goesOn =
        !quiet
            || judged.at() - judged.lastTrue().orElse(judged.at())
                <= setting.keepFiring() + Hours.DAY;
    String content =
        judged.level()
            + "|"
            + judged.noData()
            + "|"
            + (goesOn ? judged.at() + "|" + judged.lastTrue() : "settled");
    if (outlet.told().revised(id(key), content).isPresent()) {
      outlet.pass(
          station.id(), new Out.Published(Topics.ALERT_SIGNAL, SignalMapping.toAvro(signal)));
    }
  }

  /** A rule that was switched off takes back what it told. */
  private void close(AlertKey key, Subject station, List<String> regions, long at) {
    if (outlet.told().knows(id(key)) && outlet.told().revised(id(key), "off").isPresent()) {
      Signal closed =
          new Signal(
              key,
              Condition.withdrawn(at),
              Grounds.none(station.zone().getId()),
              Optional.of(station.region()),
              regions);
      outlet.pass(
          station.id(), new Out.Published(Topics.ALERT_SIGNAL, SignalMapping.toAvro(closed)));
    }
  }

  /** True when another level was told of the same moment or a later one: the past has changed. */
  private boolean restated(AlertKey key, Judgement judged) {
    return outlet
        .told()
        .note(id(key) + "~level", judged.at(), judged.level().name())
        .filter(
            before -> before.at() >= judged.at() && !before.text().equals(judged.level().name()))
        .isPresent();
  }

  private static String id(AlertKey key) {
    return Topics.ALERT_SIGNAL.name() + "|" + key.entity() + "|" + key.rule() + "|" + key.subject();
  }

  private static Grounds grounds(Finding finding, RuleSetting setting) {
    List<Course.Step> steps = finding.course().steps();
    return new Grounds(
        finding.gas(),
        "",
        OptionalLong.empty(),
        steps.get(steps.size() - 1).value().map(BigDecimal::toPlainString),
        setting.threshold(Level.WARNING).map(Threshold::raise).map(BigDecimal::toPlainString),
        Optional.empty(),
        "1",
        1,
        0,
        0,
        finding.station().zone().getId(),
        setting.source(),
        Map.of("gas", finding.gas(), "station", finding.station().name()));
  }
}
