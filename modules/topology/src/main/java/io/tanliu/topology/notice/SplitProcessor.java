// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.notice;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.notice.AlertNews;
import io.tanliu.domain.notice.GroupBy;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the news of each alert to its group. An alert stays in the group in which it began until it
 * ends: what one group has told, no other must tell the end of.
 */
final class SplitProcessor implements Processor<String, SplitProcessor.In, String, AlertNews> {
  static final String NAMES = "notice-names";
  static final String GROUPS = "notice-groups-of-alerts";

  private static final Logger log = LoggerFactory.getLogger(SplitProcessor.class);

  private final UnaryOperator<String> regions;
  private ProcessorContext<String, AlertNews> context;
  private KeyValueStore<String, String> names;
  private KeyValueStore<String, String> groups;

  /** What comes in. */
  sealed interface In {
    /** A change of an alert. */
    record Event(AlertEvent event) implements In {}

    /** Name of a unit; empty when it was deleted. */
    record Name(Optional<String> name) implements In {}
  }

  /**
   * @param regions names of regions by code; the code where there is none
   */
  SplitProcessor(UnaryOperator<String> regions) {
    this.regions = regions;
  }

  @Override
  public void init(ProcessorContext<String, AlertNews> processorContext) {
    context = processorContext;
    names = context.getStateStore(NAMES);
    groups = context.getStateStore(GROUPS);
  }

  @Override
  public void process(Record<String, In> record) {
    if (record.value() instanceof In.Name named) {
      names.put(record.key(), named.name().orElse(null));
    } else if (record.value() instanceof In.Event in) {
      Optional<AlertNews> news = News.of(in.event(), name(in.event().getEntity()));
      news.ifPresent(found -> send(found, in.event(), record.timestamp()));
    }
  }

  private void send(AlertNews news, AlertEvent event, long timestamp) {
    String known = groups.get(news.alertId());
    String group = known == null ? groupBy(event).group(news) : known;
    if (!news.firing()) {
      groups.delete(news.alertId());
    } else if (known == null) {
      groups.put(news.alertId(), group);
    }
    context.forward(new Record<>(group, news, timestamp));
  }

  private static GroupBy groupBy(AlertEvent event) {
    try {
      return GroupBy.of(event.getGroupBy());
    } catch (IllegalArgumentException e) {
      log.warn("alert {} is grouped as usual: {}", event.getAlertId(), e.getMessage());
      return GroupBy.DEFAULT;
    }
  }

  private String name(String entity) {
    String region = regions.apply(entity);
    return Optional.ofNullable(names.get(entity)).orElse(region.equals(entity) ? "" : region);
  }
}
