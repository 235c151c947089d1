// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.SignalLevel;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quality.LogHead;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.topology.audit.RegionHours.Difference;
import io.tanliu.wire.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Compares what regions have published with the sums of their units. Both sides come by different
 * ways and never at the same moment: a difference counts once nobody has touched the hour for a
 * while, and nothing is judged while old records come out of a backlog.
 */
final class JudgeProcessor implements Processor<String, AuditMessage, String, AlertSignal> {
  static final String RULE = "region-audit";
  static final String HOURS = "audit-region-hours";
  static final String ALERTS = "audit-alerts";

  private static final Duration TICK = Duration.ofSeconds(5);
  private static final String FIRING = "+";
  private static final String RESOLVED = "-";

  private final RegionHours hours;
  private final long quiet;
  private final FactorBook factors;
  private ProcessorContext<String, AlertSignal> context;
  private KeyValueStore<String, String> alerts;
  private LogHead head = new LogHead(0);

  JudgeProcessor(long retention, long quiet, FactorBook factors) {
    this.hours = new RegionHours(retention);
    this.quiet = quiet;
    this.factors = factors;
  }

  @Override
  public void init(ProcessorContext<String, AlertSignal> processorContext) {
    context = processorContext;
    alerts = context.getStateStore(ALERTS);
    long now = context.currentSystemTimeMs();
    hours.init(context.getStateStore(HOURS), now);
    head = new LogHead(now);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::judge);
  }

  @Override
  public void process(Record<String, AuditMessage> record) {
    long now = context.currentSystemTimeMs();
    head.read(record.timestamp(), now);
    hours.take(record.key(), record.value(), now);
  }

  private void judge(long now) {
    boolean known = head.knows(quiet, now);
    for (String region : hours.regions()) {
      String state = Optional.ofNullable(alerts.get(region)).orElse(RESOLVED + "0");
      boolean firing = state.startsWith(FIRING);
      Optional<Difference> lasting = known ? hours.lasting(region, now - quiet) : Optional.empty();
      if (!firing && lasting.isPresent()) {
        tell(region, state, lasting, now);
      } else if (firing && !hours.differs(region)) {
        tell(region, state, Optional.empty(), now);
      }
    }
  }

  private void tell(String region, String state, Optional<Difference> found, long now) {
    int sequence = Integer.parseInt(state.substring(1)) + 1;
    alerts.put(region, (found.isPresent() ? FIRING : RESOLVED) + sequence);
    Difference difference = found.orElse(new Difference(Long.MIN_VALUE, Quantities.TCE, 0, 0, now));
    boolean differs = found.isPresent();
    Instant at = Instant.ofEpochMilli(now);
    AlertSignal signal =
        AlertSignal.newBuilder()
            .setRule(RULE)
            .setEntity(region)
            .setSubject("sum")
            .setQuantity(difference.quantity())
            .setPeriod(differs ? Keys.startText(difference.hour()) : "")
            .setLevel(differs ? SignalLevel.CRITICAL : SignalLevel.NONE)
            .setSince(at)
            .setActiveSince(differs ? at : null)
            .setLastTrue(differs ? at : null)
            .setAt(at)
            .setReason(differs ? "differs" : "agrees")
            .setCrossedAt(differs ? Instant.ofEpochMilli(difference.hour()) : null)
            .setMeasured(Long.toString(difference.published()))
            .setLimit(Long.toString(difference.sum()))
            .setUnit(unit(difference.quantity()))
            .setRevision(sequence)
            .setZone("UTC")
            .setSource("tanliu.metric.energy")
            .build();
    context.forward(new Record<>(region, signal, now));
  }

  private String unit(String quantity) {
    Dimension derived = Quantities.derivedDimension(quantity);
    return derived != null
        ? derived.baseUnit()
        : factors.energy(quantity).map(EnergyKind::dimension).map(Dimension::baseUnit).orElse("");
  }
}
