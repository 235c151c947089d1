// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.notice;

import io.tanliu.avro.AlertNotice;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.notice.AlertNews;
import io.tanliu.domain.notice.GroupBy;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.NoticeGroup;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.domain.notice.NoticeSettings;
import io.tanliu.topology.LedgerTopology.ValueSerde;
import io.tanliu.topology.Wiring;
import io.tanliu.wire.NoticeMapping;
import io.tanliu.wire.Topics;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Changes of alerts in, notices to staff out: what happens together is told together. Who is told
 * is not decided here, so that what is told depends on the alerts alone.
 */
public final class NoticeTopology implements Supplier<Topology> {
  private final NoticeSettings settings;
  private final NoticeNames names;
  private final ZoneId zone;
  private final ValueSerde serdes;

  /**
   * @param zone in which notices give times
   */
  public NoticeTopology(
      NoticeSettings settings, NoticeNames names, ZoneId zone, ValueSerde serdes) {
    this.settings = settings;
    this.names = names;
    this.zone = zone;
    this.serdes = serdes;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    inputs(builder)
        .process(
            Wiring.supplier(
                () -> new SplitProcessor(names::regionZh),
                Set.of(texts(SplitProcessor.NAMES), texts(SplitProcessor.GROUPS))),
            Named.as("notice-split"))
        .repartition(
            Repartitioned.<String, AlertNews>as("notice")
                .withKeySerde(Serdes.String())
                .withValueSerde(new NewsCodec())
                .withStreamPartitioner(Wiring.byEntity()))
        .process(
            Wiring.supplier(
                () -> new GroupProcessor(new NoticeGroup(settings), this::record),
                Set.of(
                    Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(GroupProcessor.STORE),
                            Serdes.Bytes(),
                            Serdes.ByteArray())
                        .withCachingEnabled())),
            Named.as("notice-group"))
        .to(
            Topics.ALERT_NOTICE.name(),
            Produced.with(
                    Serdes.String(), serdes.of(Topics.ALERT_NOTICE), Wiring.<AlertNotice>byEntity())
                .withName("notice-out"));
    return builder.build();
  }

  private KStream<String, SplitProcessor.In> inputs(StreamsBuilder builder) {
    KStream<String, SplitProcessor.In> events =
        builder.stream(
                Topics.ALERT_EVENT.name(),
                Consumed.with(Serdes.String(), serdes.of(Topics.ALERT_EVENT))
                    .withName("notice-alerts"))
            .filter((key, event) -> key != null && event != null, Named.as("notice-alerts-whole"))
            .mapValues(SplitProcessor.In.Event::new, Named.as("notice-alerts-in"));
    KStream<String, SplitProcessor.In> units =
        builder.stream(
                Topics.REF_UNIT.name(),
                Consumed.with(Serdes.String(), serdes.of(Topics.REF_UNIT)).withName("notice-units"))
            .mapValues(
                unit ->
                    new SplitProcessor.In.Name(
                        Optional.ofNullable(unit).map(UnitDefinition::getName)),
                Named.as("notice-units-in"));
    return events.merge(units, Named.as("notice-inputs"));
  }

  private AlertNotice record(Notice notice) {
    List<String> rules =
        Stream.concat(
                notice.items().stream().map(item -> item.route().rule()),
                notice.rest().stream().map(more -> more.route().rule()))
            .distinct()
            .toList();
    Optional<String> rule = rules.size() == 1 ? Optional.of(rules.get(0)) : Optional.empty();
    Optional<String> region = GroupBy.region(notice.group());
    return NoticeMapping.toAvro(
        notice,
        new NoticeHead(
            rule.map(names::ruleZh).orElse(""),
            rule.map(names::ruleEn).orElse(""),
            region.map(names::regionZh).orElse(""),
            region.map(names::regionEn).orElse(""),
            zone));
  }

  private static StoreBuilder<?> texts(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.String());
  }
}
