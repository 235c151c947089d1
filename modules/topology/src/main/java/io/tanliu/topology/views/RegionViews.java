// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.EntityLamps;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.ScoreCard;
import io.tanliu.topology.views.ScoreRecords.Shown;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Score cards of regions, from what their lamps show of the year and of the plan that holds it. */
final class RegionViews implements Processor<String, EntityLamps, String, Out> {
  static final String LAMPS = "views-lamps";
  static final String DIRTY = "views-dirty-regions";
  static final String TOLD = "views-region-told";

  private static final Duration TICK = Duration.ofSeconds(1);

  private final AssessRules rules;
  private ProcessorContext<String, Out> context;
  private KeyValueStore<String, EntityLamps> lamps;
  private KeyValueStore<String, String> dirty;
  private Told told;

  RegionViews(AssessRules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, Out> processorContext) {
    context = processorContext;
    lamps = context.getStateStore(LAMPS);
    dirty = context.getStateStore(DIRTY);
    told = new Told(context.getStateStore(TOLD), this::publish);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> look());
  }

  private void publish(String key, Out out) {
    context.forward(new Record<>(key, out, context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, EntityLamps> record) {
    lamps.put(record.key(), record.value());
    if (record.value() == null) {
      told.takeBack(Topics.CONTROL_SCORE, record.key());
    }
    dirty.put(Keys.entity(record.key()), "");
  }

  private void look() {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<String, String> rows = dirty.all()) {
      rows.forEachRemaining(row -> due.add(row.key));
    }
    for (String region : due) {
      List<EntityLamps> all = new ArrayList<>();
      try (KeyValueIterator<String, EntityLamps> rows = lamps.range(region + "|", region + "}")) {
        rows.forEachRemaining(row -> all.add(row.value));
      }
      all.stream()
          .filter(shown -> ScoreRecords.year(shown.getPeriod()))
          .forEach(year -> tell(region, year, all));
      dirty.delete(region);
    }
  }

  private void tell(String region, EntityLamps year, List<EntityLamps> all) {
    Shown shown = ScoreRecords.shown(year, all);
    ScoreCard card = ScoreCard.of(rules.scores(), rules.grades(), shown.lamps());
    told.tell(
        Topics.CONTROL_SCORE,
        region + "|" + year.getPeriod(),
        ScoreRecords.record(region, year.getPeriod(), shown.asOf(), card));
  }
}
