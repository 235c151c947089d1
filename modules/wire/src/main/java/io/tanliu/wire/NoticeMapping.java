// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AlertNotice;
import io.tanliu.avro.NoticeItem;
import io.tanliu.avro.NoticeRest;
import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Change;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Notice.Rest;
import io.tanliu.domain.notice.Notice.Route;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.domain.notice.NoticeText;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.notice.Severity;
import java.time.Instant;

/** {@link Notice} as Avro. */
public final class NoticeMapping {
  private NoticeMapping() {}

  /** Key and id of a notice. */
  public static String id(AlertNotice record) {
    return Keys.notice(record.getGroup(), record.getAt().toEpochMilli());
  }

  /** The record for a notice. */
  public static AlertNotice toAvro(Notice notice, NoticeHead head) {
    NoticeText text = new NoticeText(notice, head, 0);
    return AlertNotice.newBuilder()
        .setGroup(notice.group())
        .setAt(Instant.ofEpochMilli(notice.at()))
        .setZone(head.zone().getId())
        .setRuleZh(head.ruleZh())
        .setRuleEn(head.ruleEn())
        .setRegionZh(head.regionZh())
        .setRegionEn(head.regionEn())
        .setTitleZh(text.title(Language.ZH))
        .setTitleEn(text.title(Language.EN))
        .setTotal(notice.total())
        .setItems(notice.items().stream().map(NoticeMapping::item).toList())
        .setRest(notice.rest().stream().map(NoticeMapping::rest).toList())
        .build();
  }

  private static NoticeItem item(Item item) {
    Facts facts = item.facts();
    Route route = item.route();
    return NoticeItem.newBuilder()
        .setAlertId(item.alertId())
        .setSequence(item.sequence())
        .setChange(route.change().name())
        .setSeverity(route.severity().name())
        .setWorst(route.worst().name())
        .setRule(facts.rule())
        .setEntity(facts.entity())
        .setName(facts.name())
        .setLine(route.line())
        .setReached(route.reached())
        .setReachedBefore(route.reachedBefore())
        .setAt(Instant.ofEpochMilli(facts.at()))
        .setQuantity(facts.quantity())
        .setPeriod(facts.period())
        .setMeasured(facts.measured())
        .setLimit(facts.limit())
        .setUnit(facts.unit())
        .setReason(facts.reason())
        .setSource(facts.source())
        .build();
  }

  private static NoticeRest rest(Rest more) {
    Route route = more.route();
    return NoticeRest.newBuilder()
        .setChange(route.change().name())
        .setSeverity(route.severity().name())
        .setWorst(route.worst().name())
        .setRule(route.rule())
        .setLine(route.line())
        .setReached(route.reached())
        .setReachedBefore(route.reachedBefore())
        .setCount(more.count())
        .build();
  }

  /**
   * The notice in a record.
   *
   * @throws IllegalArgumentException when a field holds what this version does not know; the
   *     message has field, value and what was expected
   */
  public static Notice fromAvro(AlertNotice record) {
    return new Notice(
        record.getGroup(),
        record.getAt().toEpochMilli(),
        record.getItems().stream().map(NoticeMapping::item).toList(),
        record.getRest().stream()
            .map(
                more ->
                    new Rest(
                        new Route(
                            Parse.constant("change", more.getChange(), Change.class),
                            Parse.constant("severity", more.getSeverity(), Severity.class),
                            Parse.constant("worst", more.getWorst(), Severity.class),
                            more.getRule(),
                            more.getLine(),
                            more.getReached(),
                            more.getReachedBefore()),
                        more.getCount()))
            .toList());
  }

  private static Item item(NoticeItem item) {
    Route route =
        new Route(
            Parse.constant("change", item.getChange(), Change.class),
            Parse.constant("severity", item.getSeverity(), Severity.class),
            Parse.constant("worst", item.getWorst(), Severity.class),
            item.getRule(),
            item.getLine(),
            item.getReached(),
            item.getReachedBefore());
    Facts facts =
        new Facts(
            item.getRule(),
            item.getEntity(),
            item.getName(),
            item.getLine(),
            item.getAt().toEpochMilli(),
            item.getQuantity(),
            item.getPeriod(),
            item.getMeasured(),
            item.getLimit(),
            item.getUnit(),
            item.getReason(),
            item.getSource());
    return new Item(item.getAlertId(), item.getSequence(), route, facts);
  }

  /** The names in a record. */
  public static NoticeHead head(AlertNotice record) {
    return new NoticeHead(
        record.getRuleZh(),
        record.getRuleEn(),
        record.getRegionZh(),
        record.getRegionEn(),
        Parse.zone("zone", record.getZone()));
  }
}
