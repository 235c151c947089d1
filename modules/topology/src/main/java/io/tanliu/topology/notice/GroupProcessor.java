// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.notice;

import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.AlertNews;
import io.tanliu.domain.notice.GroupState;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.NoticeGroup;
import io.tanliu.domain.notice.NoticeGroup.Taken;
import io.tanliu.domain.notice.NoticeGroup.Telling;
import io.tanliu.domain.quality.LogHead;
import io.tanliu.wire.NoticeMapping;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Gathers the news of a group and tells them when the group is due. What is due at a moment is told
 * before news of a later one is taken; the wall clock only pushes what is due while no news come,
 * and not before the log has been read to its end. So a replay tells the same.
 */
final class GroupProcessor implements Processor<String, AlertNews, String, AlertNotice> {
  static final String STORE = "notice-groups";

  private static final Duration TICK = Duration.ofMillis(500);

  /** News this old can still be on their way through transactions and the internal topic. */
  private static final long ON_THE_WAY = 3_000;

  /** A backlog in which nothing came for so long has been read. */
  private static final long BACKLOG_OVER = 10_000;

  private final NoticeGroup groups;
  private final Function<Notice, AlertNotice> records;
  private ProcessorContext<String, AlertNotice> context;
  private NoticeStore store;
  private LogHead head = new LogHead(0);

  /**
   * @param records makes the record of a notice
   */
  GroupProcessor(NoticeGroup groups, Function<Notice, AlertNotice> records) {
    this.groups = groups;
    this.records = records;
  }

  @Override
  public void init(ProcessorContext<String, AlertNotice> processorContext) {
    context = processorContext;
    store = new NoticeStore(context.getStateStore(STORE));
    head = new LogHead(context.currentSystemTimeMs());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::push);
  }

  @Override
  public void process(Record<String, AlertNews> record) {
    head.read(record.timestamp(), context.currentSystemTimeMs());
    String group = record.key();
    AlertNews news = record.value();
    tell(group, record.timestamp() - 1);
    GroupState state = store.state(group);
    Taken taken = groups.take(state, store.row(group, news.alertId()), news, record.timestamp());
    store.put(group, news.alertId(), taken.row());
    store.put(group, state, taken.state());
  }

  private void push(long now) {
    if (head.knows(BACKLOG_OVER, now)) {
      store.due(now - ON_THE_WAY).forEach(group -> tell(group, now - ON_THE_WAY));
    }
  }

  /** Tells all that the group was due to tell up to a moment. */
  private void tell(String group, long until) {
    GroupState state = store.state(group);
    while (state.next() <= until) {
      Telling telling = groups.tell(group, state, store.rows(group));
      telling.rows().forEach((alert, row) -> store.put(group, alert, row));
      store.put(group, state, telling.state());
      state = telling.state();
      telling.notice().ifPresent(this::forward);
    }
  }

  private void forward(Notice notice) {
    AlertNotice record = records.apply(notice);
    context.forward(new Record<>(NoticeMapping.id(record), record, notice.at()));
  }
}
