// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.Standing;
import io.tanliu.topology.views.HotspotView.Placed;
import io.tanliu.topology.views.UnitViews.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Compares the units of an industry in a region: rankings, codes, capacity; and the cells of its
 * grid.
 */
final class GroupViews implements Processor<String, Result.Member, String, Out> {
  static final String MEMBERS = "views-members";
  static final String DIRTY = "views-dirty-groups";
  static final String TOLD = "views-group-told";
  static final String RANKS = "views-ranks";

  private static final Duration TICK = Duration.ofSeconds(1);

  /** Units that are compared in one tick; a single group may be larger. */
  private static final int UNITS_PER_TICK = 20_000;

  private final AssessRules rules;
  private ProcessorContext<String, Out> context;
  private KeyValueStore<String, byte[]> members;
  private KeyValueStore<String, String> dirty;
  private Told told;
  private RankingView rankings;
  private CodeView codes;
  private CapacityView capacities;
  private HotspotView hotspots;

  GroupViews(AssessRules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, Out> processorContext) {
    context = processorContext;
    members = context.getStateStore(MEMBERS);
    dirty = context.getStateStore(DIRTY);
    told = new Told(context.getStateStore(TOLD), this::publish);
    rankings = new RankingView(rules.parameters(), context.getStateStore(RANKS));
    codes = new CodeView(rules);
    capacities = new CapacityView(rules.parameters());
    hotspots = new HotspotView(rules.hotspots());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> look());
  }

  private void publish(String key, Out out) {
    context.forward(new Record<>(key, out, context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, Result.Member> record) {
    Group group = Group.of(record.key());
    Result.Member member = record.value();
    if (member.standing() == null) {
      members.delete(group.key() + "|" + member.unit());
      if (!group.grid()) {
        rankings.left(group, member.unit(), told);
        codes.left(group, member.unit(), told);
      }
    } else {
      members.put(group.key() + "|" + member.unit(), member.standing().get());
    }
    dirty.put(group.key(), "");
  }

  private void look() {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<String, String> rows = dirty.all()) {
      rows.forEachRemaining(row -> due.add(row.key));
    }
    int units = 0;
    for (String key : due) {
      if (units > UNITS_PER_TICK) {
        return;
      }
      units += look(Group.of(key));
      dirty.delete(key);
    }
  }

  /** How many units were compared. */
  private int look(Group group) {
    List<byte[]> all = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> rows =
        members.range(group.key() + "|", group.key() + "}")) {
      rows.forEachRemaining(row -> all.add(row.value));
    }
    if (group.grid()) {
      hotspots.look(group.region(), all.stream().map(Placed::decode).toList(), told);
      return all.size();
    }
    List<Standing> standings = all.stream().map(StandingBytes::decode).toList();
    rankings.look(group, standings, told);
    codes.look(group, standings, told);
    capacities.look(group, standings, told);
    return all.size();
  }

  /**
   * A region and an industry.
   *
   * @param region region code
   * @param industry GB/T 4754 code, or {@link HotspotView#GRID}
   */
  record Group(String region, String industry) {
    static Group of(String key) {
      int bar = key.indexOf('|');
      return new Group(key.substring(0, bar), key.substring(bar + 1));
    }

    String key() {
      return region + "|" + industry;
    }

    /** All units of the region, by the grid. */
    boolean grid() {
      return industry.equals(HotspotView.GRID);
    }

    /** Codes of provinces end with four zeros; the nation's is 100000. */
    boolean province() {
      return region.endsWith("0000") && !region.equals("100000");
    }
  }
}
