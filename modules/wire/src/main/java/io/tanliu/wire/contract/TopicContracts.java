// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import static io.tanliu.wire.contract.Audience.IN;
import static io.tanliu.wire.contract.Audience.INNER;
import static io.tanliu.wire.contract.Audience.OUT;
import static io.tanliu.wire.contract.Audience.REFERENCE;
import static io.tanliu.wire.contract.Writer.ACCESS;
import static io.tanliu.wire.contract.Writer.ALERTS;
import static io.tanliu.wire.contract.Writer.ANYONE;
import static io.tanliu.wire.contract.Writer.AUDIT;
import static io.tanliu.wire.contract.Writer.COMMAND;
import static io.tanliu.wire.contract.Writer.CONTROL;
import static io.tanliu.wire.contract.Writer.GATEWAY;
import static io.tanliu.wire.contract.Writer.LEDGER;
import static io.tanliu.wire.contract.Writer.NOTICES;
import static io.tanliu.wire.contract.Writer.NOTIFIER;
import static io.tanliu.wire.contract.Writer.QUERY;
import static io.tanliu.wire.contract.Writer.SEALS;
import static io.tanliu.wire.contract.Writer.STATIONS;
import static io.tanliu.wire.contract.Writer.STREAMS;
import static io.tanliu.wire.contract.Writer.VIEWS;

import io.tanliu.wire.TopicSpec;
import io.tanliu.wire.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * The contract of every topic of the catalogue. {@code asyncapi.yaml} and the table of
 * docs/CONTRACTS.md are generated from it, and every record of a running system is held against it.
 */
public final class TopicContracts {
  private static final String WITHDRAWN = "the definition is withdrawn";
  private static final String FORGOTTEN = "the window is no longer kept";
  private static final String TAKEN_BACK = "what was told under this key is taken back";

  private static final List<TopicContract> ALL =
      all(windows(), control(), alerts(), in(), air(), reference(), inner());

  private TopicContracts() {}

  /** In the order in which a reader meets them. */
  public static List<TopicContract> all() {
    return ALL;
  }

  /** The contract of one topic. */
  public static TopicContract of(TopicSpec topic) {
    return ALL.stream()
        .filter(contract -> contract.topic() == topic)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(topic.name() + " has no contract"));
  }

  private static List<TopicContract> windows() {
    String rolling = "{entity}|{granularity:rolling}";
    String calendar = "{entity}|{granularity}|{start:seconds}";
    return List.of(
        out(Topics.METRIC_ENERGY, rolling, calendar).by(LEDGER).at("start").gone(FORGOTTEN),
        out(Topics.METRIC_CARBON, rolling, calendar).by(LEDGER).at("start").gone(FORGOTTEN),
        out(Topics.METRIC_INTENSITY, "{entity}|{quantity}|{denominator}|{period}")
            .by(CONTROL)
            .at("asOf"),
        out(Topics.METRIC_SHARE, "{entity}|{share}|{period}").by(CONTROL).at("asOf"),
        out(Topics.QUALITY_UNIT, "{unit}|{day}")
            .by(LEDGER)
            .at("day")
            .gone("the day is no longer kept"),
        out(Topics.QUALITY_ACCOUNT, "{kind}|{name}", "{kind}").by(LEDGER).at("asOf"));
  }

  private static List<TopicContract> control() {
    return List.of(
        out(Topics.CONTROL_LAMP, "{entity}|{period}")
            .by(CONTROL)
            .at("asOf")
            .gone("no target of this period is left"),
        out(
                Topics.CONTROL_FORECAST,
                "{entity}|{quantity}/{denominator:all}|{period}",
                "{entity}|{quantity}|{period}")
            .by(CONTROL)
            .at("asOf")
            .gone("the target is withdrawn"),
        view(Topics.CONTROL_CLASS, "{entity}|{period}").at("asOf"),
        view(Topics.CONTROL_CODE, "{entity}").at("to"),
        view(Topics.CONTROL_CAPACITY, "{region}|{industry}").at("to"),
        view(
                Topics.CONTROL_RANKING,
                "{region}|{industry}|{quantity}|{measure}|{denominator:optional}")
            .at("to"),
        view(Topics.CONTROL_RANK, "{entity}|{region}|{industry}|{quantity}|{measure}").at("to"),
        view(Topics.CONTROL_SCREENING, "{entity}|{programme}").at("asOf"),
        out(Topics.CONTROL_SCREENING_EVENT, "{entity}").by(VIEWS).at("day"),
        view(Topics.CONTROL_ALLOWANCE, "{entity}|{scheme}|{period}").at("asOf"),
        view(Topics.CONTROL_SCORE, "{entity}|{period}").at("asOf"),
        view(Topics.CONTROL_SYNERGY, "{entity}").at("asOf"),
        view(Topics.CONTROL_UTILISATION, "{entity}|{period}").at("asOf"),
        view(Topics.CONTROL_HOTSPOT, "{region}").at("to"));
  }

  private static List<TopicContract> alerts() {
    return List.of(
        out(Topics.ALERT_EVENT, "{entity}").by(ALERTS).at("at").stamped("decidedAt"),
        out(Topics.ALERT_STATE, "{alertId:all}").by(ALERTS).at("at").stamped("decidedAt"),
        out(Topics.ALERT_NOTICE, "{group}|{at:millis}").by(NOTICES).at("at").stamped("at"),
        out(Topics.ALERT_DELIVERY, "{notice:all}|{receiver}").by(NOTIFIER).at("at"));
  }

  private static List<TopicContract> in() {
    return List.of(
        in(Topics.READING_FRAME, "{unit}").by(GATEWAY, SEALS, STATIONS, ANYONE).at("receivedAt"),
        in(Topics.STATION_READING, "{station}").by(GATEWAY, ANYONE).at("receivedAt"),
        in(Topics.ALERT_SIGNAL, "{entity}")
            .by(LEDGER, CONTROL, VIEWS, STATIONS, AUDIT, ANYONE)
            .at("at"),
        out(Topics.READING_REJECTED, "{unit}").by(GATEWAY, LEDGER).at("rejectedAt"),
        out(Topics.STATION_REJECTED, "{unit}").by(GATEWAY, STATIONS).at("rejectedAt"),
        out(Topics.READING_EDIT, "{unit}").by(LEDGER).at("time"));
  }

  private static List<TopicContract> air() {
    String window = "{station}|{parameter}|{start:seconds}";
    return List.of(
        out(Topics.STATION_HOURLY, window).by(STATIONS).at("start"),
        out(Topics.STATION_DAILY, window).by(STATIONS).at("start"),
        out(Topics.STATION_NETWORK, "{region}|{day}").by(STATIONS).at("day"),
        out(Topics.CEMS_HOURLY, window).by(STATIONS).at("start"),
        out(Topics.CEMS_DAILY, window).by(STATIONS).at("start"));
  }

  private static List<TopicContract> reference() {
    return List.of(
        definition(Topics.REF_UNIT, "{id}"),
        definition(Topics.REF_TARGET, "{entity}|{id}"),
        definition(
            Topics.REF_FACTOR,
            "{quantity}|{energy}|{region}|{validFrom}|{industry}",
            "{quantity}|{energy}|{region}|{validFrom}"),
        definition(Topics.REF_REGION, "{code}"),
        definition(Topics.REPORT_ACTIVITY, "{entity}|{kind}|{product:optional}|{period}")
            .at("period"),
        definition(Topics.REF_QUOTA, "{entity}|{id}").at("date"),
        definition(Topics.REF_ALERT_RULE, "{rule}|{scope}"),
        definition(Topics.ALERT_SILENCE, "{id}").at("from"),
        definition(Topics.REF_STATION, "{id}"));
  }

  private static List<TopicContract> inner() {
    return List.of(
        inner(Topics.REF_RECEIVER, "{id}").by(GATEWAY).gone(WITHDRAWN),
        inner(Topics.REF_DEVICE, "{mn}").by(GATEWAY).gone(WITHDRAWN),
        inner(Topics.REF_KEY, "{id}").by(ACCESS),
        inner(Topics.REF_SIGNER, "{id}").by(COMMAND),
        inner(Topics.KEY_USE, "{id}").by(ACCESS).at("at"),
        inner(Topics.AUDIT_EVENT, "{caller:all}", "{address:all}").by(ACCESS).at("at"),
        inner(Topics.ALERT_COMMAND, "{alertId:entity}").by(GATEWAY).at("at"),
        inner(Topics.READING_RECEIPT, "{unit}|{idempotencyKey:all}").by(GATEWAY).at("receivedAt"),
        inner(Topics.DEVICE_PACKET, "{mn}").by(GATEWAY).at("receivedAt"),
        inner(Topics.DEVICE_REQUEST, "{mn}|{id}").by(GATEWAY).at("changedAt"),
        inner(Topics.ATTEST_BATCH, "{sender}").by(SEALS).at("receivedAt"),
        inner(Topics.ATTEST_HEAD, "{sender}").by(SEALS),
        inner(Topics.REPORT_SEALED, "{entity}|{period}|{digest}").by(QUERY).at("sealedAt"),
        inner(Topics.DEAD_LETTER).by(STREAMS));
  }

  private static TopicContract out(TopicSpec topic, String... key) {
    return TopicContract.of(topic, OUT, key);
  }

  private static TopicContract view(TopicSpec topic, String... key) {
    return out(topic, key).by(VIEWS).gone(TAKEN_BACK);
  }

  private static TopicContract in(TopicSpec topic, String... key) {
    return TopicContract.of(topic, IN, key);
  }

  private static TopicContract definition(TopicSpec topic, String... key) {
    return TopicContract.of(topic, REFERENCE, key).by(GATEWAY).gone(WITHDRAWN);
  }

  private static TopicContract inner(TopicSpec topic, String... key) {
    return TopicContract.of(topic, INNER, key);
  }

  @SafeVarargs
  private static List<TopicContract> all(List<TopicContract>... groups) {
    List<TopicContract> all = new ArrayList<>();
    for (List<TopicContract> group : groups) {
      all.addAll(group);
    }
    return List.copyOf(all);
  }
}
