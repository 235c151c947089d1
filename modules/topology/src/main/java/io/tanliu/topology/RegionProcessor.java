// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sums the changes of units into the windows of regions and industries. */
final class RegionProcessor implements Processor<String, RollupMessage, String, Output> {
  private final LedgerParts parts;
  private final EntityDesk desk;
  private final AccountDesk accounts = new AccountDesk();

  RegionProcessor(LedgerParts parts) {
    this.parts = parts;
    this.desk = new EntityDesk(LedgerTopology.REGION_STORES, parts);
  }

  @Override
  public void init(ProcessorContext<String, Output> context) {
    desk.init(context);
    accounts.init(context.getStateStore(LedgerTopology.ACCOUNTS));
    context.schedule(
        LedgerTopology.QUALITY_TICK,
        PunctuationType.WALL_CLOCK_TIME,
        now ->
            accounts.publish(
                (key, account) -> desk.forward(key, new Output.Account(account), now)));
    context.schedule(
        Instant.EPOCH,
        parts.settings().publishInterval(),
        PunctuationType.WALL_CLOCK_TIME,
        desk::publish);
  }

  @Override
  public void process(Record<String, RollupMessage> record) {
    RollupMessage message = record.value();
    if (message instanceof RollupMessage.Change change) {
      desk.change(record.key(), parts.settings().zone(), change, record.timestamp());
    } else if (message instanceof RollupMessage.Counted counted) {
      accounts.add(record.key(), counted.tally());
    } else if (message instanceof RollupMessage.NewTarget target) {
      desk.target(
          record.key(), parts.settings().zone(), target.id(), target.target(), record.timestamp());
    }
  }
}
