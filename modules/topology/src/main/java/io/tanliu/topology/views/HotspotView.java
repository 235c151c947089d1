// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.HotspotCell;
import io.tanliu.avro.HotspotGrid;
import io.tanliu.domain.assess.DailySeries.Sum;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.Hotspots;
import io.tanliu.domain.assess.Hotspots.Cell;
import io.tanliu.domain.assess.Hotspots.Emitter;
import io.tanliu.domain.assess.Hotspots.Hotspot;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Cells of a region in which both carbon and a pollutant are high. */
final class HotspotView {
  /** In the place of an industry: all units of a region, by the grid. */
  static final String GRID = "@grid";

  private static final int FIRST_IDS = 20;
  private static final int GRAMS_TO_TONNES = 6;
  private static final int GRAMS_TO_KG = 3;

  private final Hotspots.Rule rule;

  HotspotView(Hotspots.Rule rule) {
    this.rule = rule;
  }

  /**
   * What a unit brings, with the end of its twelve months.
   *
   * @param to first day after them; the first of all days without a position
   */
  record Placed(Emitter emitter, LocalDate to) {
    byte[] encode() {
      return ViewBytes.write(
          out -> {
            out.writeUTF(emitter.unit());
            out.writeBoolean(emitter.cell().isPresent());
            if (emitter.cell().isPresent()) {
              out.writeInt(emitter.cell().get().row());
              out.writeInt(emitter.cell().get().column());
            }
            out.writeLong(emitter.co2e());
            out.writeByte(emitter.pollutants().size());
            for (Map.Entry<String, Long> mass : new TreeMap<>(emitter.pollutants()).entrySet()) {
              out.writeUTF(mass.getKey());
              out.writeLong(mass.getValue());
            }
            out.writeDouble(emitter.coverage());
            out.writeLong(to.toEpochDay());
          });
    }

    static Placed decode(byte[] bytes) {
      return ViewBytes.read(
          bytes,
          in -> {
            String unit = in.readUTF();
            Optional<Cell> cell =
                in.readBoolean()
                    ? Optional.of(new Cell(in.readInt(), in.readInt()))
                    : Optional.empty();
            long co2e = in.readLong();
            Map<String, Long> pollutants = new TreeMap<>();
            for (int i = in.readUnsignedByte(); i > 0; i--) {
              pollutants.put(in.readUTF(), in.readLong());
            }
            Emitter emitter = new Emitter(unit, cell, co2e, pollutants, in.readDouble());
            return new Placed(emitter, LocalDate.ofEpochDay(in.readLong()));
          });
    }
  }

  static Set<String> groups(UnitFacts facts) {
    Set<String> groups = new LinkedHashSet<>();
    facts.ancestry().forEach(region -> groups.add(region + "|" + GRID));
    return groups;
  }

  /** Twelve months of a unit; of one without a position only that it is there. */
  Placed of(UnitFacts facts, Collection<String> pollutants) {
    String unit = facts.unit().id();
    Optional<Cell> cell = facts.unit().profile().position().map(rule::cell);
    if (cell.isEmpty()) {
      Emitter nowhere = new Emitter(unit, cell, 0, Map.of(), 0);
      return new Placed(nowhere, LocalDate.EPOCH);
    }
    Days days = Days.twelveMonthsTo(facts.end());
    Sum carbon = facts.series(Quantities.CO2E).sum(days);
    double coverage = carbon.coverage();
    Map<String, Long> masses = new TreeMap<>();
    for (String pollutant : pollutants) {
      Sum sum = facts.series(pollutant).sum(days);
      if (sum.days() > 0) {
        masses.put(pollutant, sum.amount());
        coverage = Math.min(coverage, sum.coverage());
      }
    }
    return new Placed(new Emitter(unit, cell, carbon.amount(), masses, coverage), facts.end());
  }

  void look(String region, List<Placed> members, Told told) {
    List<Placed> placed = members.stream().filter(m -> m.emitter().cell().isPresent()).toList();
    if (placed.isEmpty()) {
      told.takeBack(Topics.CONTROL_HOTSPOT, region);
      return;
    }
    Hotspots found = Hotspots.of(rule, placed.stream().map(Placed::emitter).toList());
    List<HotspotCell> cells = new ArrayList<>();
    found.hotspots().forEach(spot -> cells.add(record(spot)));
    told.tell(
        Topics.CONTROL_HOTSPOT,
        region,
        HotspotGrid.newBuilder()
            .setRegion(region)
            .setTo(placed.stream().map(Placed::to).max(LocalDate::compareTo).get().toString())
            .setCellDegrees(Texts.text(rule.degrees()))
            .setPercentile(Texts.text(rule.percentile()))
            .setState(found.state().name())
            .setCells(found.cells())
            .setUnits(placed.size())
            .setUnplaced(members.size() - placed.size())
            .setHotspots(cells)
            .setSource(rule.source())
            .setConfidence(rule.confidence())
            .build());
  }

  private HotspotCell record(Hotspot spot) {
    Map<String, String> pollutants = new TreeMap<>();
    spot.pollutants().forEach((name, mass) -> pollutants.put(name, shown(mass, GRAMS_TO_KG)));
    return HotspotCell.newBuilder()
        .setCell(spot.cell().row() + "-" + spot.cell().column())
        .setSouth(Texts.text(rule.south(spot.cell())))
        .setWest(Texts.text(rule.west(spot.cell())))
        .setUnits(spot.units().size())
        .setFirst(spot.units().stream().limit(FIRST_IDS).toList())
        .setCo2e(shown(spot.co2e(), GRAMS_TO_TONNES))
        .setPollutants(pollutants)
        .setCarbonPercentile(Texts.text(spot.carbonPercentile()))
        .setPollutant(spot.pollutant())
        .setPollutantPercentile(Texts.text(spot.pollutantPercentile()))
        .setCoverage(spot.coverage())
        .build();
  }

  private static String shown(BigDecimal grams, int scale) {
    return Texts.text(grams.movePointLeft(scale));
  }
}
