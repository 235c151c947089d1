// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.EntityLamps;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.EnergyReport;
import io.tanliu.domain.assess.ScoreCard;
import io.tanliu.domain.assess.UnitScore;
import io.tanliu.domain.assess.UnitScoreFindings;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.topology.views.ScoreRecords.Shown;
import io.tanliu.wire.Topics;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;

/** Score cards of units for which targets are set, one per year with lamps. */
final class UnitScoreView implements UnitView {
  private final AssessRules rules;
  private final ClassView classes;

  UnitScoreView(AssessRules rules, ClassView classes) {
    this.rules = rules;
    this.classes = classes;
  }

  static String key(String unit, String year) {
    return unit + "|" + year;
  }

  @Override
  public void look(UnitFacts facts, Told told) {
    List<EntityLamps> years =
        facts.lamps().stream().filter(shown -> ScoreRecords.year(shown.getPeriod())).toList();
    if (years.isEmpty()) {
      return;
    }
    List<EnergyReport> reports =
        EnergyReport.of(
            rules.reports(), facts.series(Quantities.TCE), facts.reports(), facts.end());
    years.forEach(year -> tell(facts, year, reports, told));
  }

  private void tell(UnitFacts facts, EntityLamps lamps, List<EnergyReport> reports, Told told) {
    Year year = Year.parse(lamps.getPeriod());
    LocalDate first = year.atDay(1);
    LocalDate after = first.plusYears(1);
    if (!facts.end().isAfter(first)) {
      return;
    }
    boolean running = facts.end().isBefore(after);
    Days days = new Days(first, running ? facts.end() : after);
    String unit = facts.unit().id();
    Optional<EnergyReport> report =
        reports.stream().filter(r -> r.year().equals(year.minusYears(1))).findFirst();
    Shown shown = ScoreRecords.shown(lamps, facts.lamps());
    ScoreCard card =
        UnitScore.of(
            rules.scores(),
            rules.grades(),
            shown.lamps(),
            UnitScoreFindings.of(
                classes.classes(facts, days),
                report,
                Topics.CONTROL_CLASS.name() + " " + key(unit, year.toString()),
                Topics.CONTROL_UTILISATION.name() + " " + key(unit, year.minusYears(1).toString()),
                running));
    told.tell(
        Topics.CONTROL_SCORE,
        key(unit, year.toString()),
        ScoreRecords.record(unit, year.toString(), shown.asOf(), card));
  }
}
