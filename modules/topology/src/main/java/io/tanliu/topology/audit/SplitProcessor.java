// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.unit.Membership;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Tells each region what it has published itself, and what its units have. */
final class SplitProcessor implements Processor<String, SplitProcessor.In, String, AuditMessage> {
  static final String DEFINITIONS = "audit-units";
  static final String HOURS = "audit-unit-hours";

  private final UnitHours units;
  private ProcessorContext<String, AuditMessage> context;
  private long timestamp;

  /** What comes in. */
  sealed interface In {
    /** An hour of an entity; null when it was deleted. */
    record Hour(EntityWindow window) implements In {}

    /** A unit; null when it was deleted. */
    record Unit(UnitDefinition definition) implements In {}
  }

  SplitProcessor(Membership membership, long retention) {
    this.units =
        new UnitHours(
            membership,
            retention,
            (parent, message) -> context.forward(new Record<>(parent, message, timestamp)));
  }

  @Override
  public void init(ProcessorContext<String, AuditMessage> processorContext) {
    context = processorContext;
    units.init(context.getStateStore(DEFINITIONS), context.getStateStore(HOURS));
  }

  @Override
  public void process(Record<String, In> record) {
    timestamp = record.timestamp();
    if (record.value() instanceof In.Unit unit) {
      if (unit.definition() != null) {
        units.defined(unit.definition());
      }
    } else if (record.value() instanceof In.Hour hour) {
      String key = record.key();
      String entity = key.substring(0, key.indexOf('|'));
      long start = Instant.parse(key.substring(key.lastIndexOf('|') + 1)).toEpochMilli();
      Map<String, Long> amounts = amounts(hour.window());
      if (!Membership.isUnit(entity)) {
        AuditMessage message = new AuditMessage(AuditMessage.Kind.PUBLISHED, start, 0, amounts);
        context.forward(new Record<>(entity, message, timestamp));
      } else {
        units.published(entity, start, amounts);
      }
    }
  }

  private static Map<String, Long> amounts(EntityWindow window) {
    TreeMap<String, Long> amounts = new TreeMap<>();
    if (window != null) {
      for (Map.Entry<String, WindowAmount> amount : window.getAmounts().entrySet()) {
        if (amount.getValue().getAmount() != 0) {
          amounts.put(amount.getKey(), amount.getValue().getAmount());
        }
      }
    }
    return amounts;
  }
}
