// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.tanliu.access.Permission;
import io.tanliu.access.Places;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.AlertDelivery;
import io.tanliu.avro.AlertNotice;
import io.tanliu.wire.Keys;
import io.tanliu.wire.NoticeMapping;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code GET /api/v1/notices} and {@code GET /api/v1/deliveries}. */
final class NoticesEndpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;
  private static final List<String> STATES = List.of("WAITING", "SENT", "FAILED");

  private final DecodedView<AlertNotice> notices;
  private final DecodedView<AlertDelivery> deliveries;
  private final ZoneId zone;

  /**
   * @param zone in which times are given
   */
  NoticesEndpoint(
      DecodedView<AlertNotice> notices, DecodedView<AlertDelivery> deliveries, ZoneId zone) {
    this.notices = notices;
    this.deliveries = deliveries;
    this.zone = zone;
  }

  /** A notice without its alerts. */
  record Summary(
      String id,
      String group,
      String at,
      String titleZh,
      String titleEn,
      int total,
      Map<String, Long> deliveries) {}

  /** What there is to tell of one alert. */
  record Item(
      String alertId,
      int sequence,
      String change,
      String severity,
      String rule,
      String entity,
      String name,
      List<String> regions,
      String at,
      String reason) {}

  /** A notice with the alerts that it names. */
  record Whole(Summary notice, List<Item> alerts, int notNamed) {}

  /** The newest first; {@code truncated} when there are more than the limit. */
  record NoticesAnswer(
      List<Summary> notices,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  /** What became of a notice on its way to a receiver. */
  record Delivery(
      String notice,
      String receiver,
      String kind,
      String state,
      int attempts,
      String at,
      String noticeAt,
      String answer) {}

  /** The newest first; {@code truncated} when there are more than the limit. */
  record DeliveriesAnswer(
      List<Delivery> deliveries,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  void list(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("group", "alert"));
    Optional<String> group = parameters.text("group");
    Optional<String> alert = parameters.text("alert");
    List<AlertNotice> found =
        notices.all().stream()
            .filter(notice -> visible(context, notice))
            .filter(notice -> group.isEmpty() || notice.getGroup().equals(group.get()))
            .filter(notice -> alert.isEmpty() || names(notice, alert.get()))
            .sorted(Comparator.comparing(AlertNotice::getAt).reversed())
            .toList();
    Map<String, Map<String, Long>> states = states();
    Page<AlertNotice> page =
        Page.of(context, parameters, found, NoticeMapping::id, DEFAULT_LIMIT, MAX_LIMIT);
    Answers.json(
        context,
        new NoticesAnswer(
            page.items().stream().map(notice -> summary(notice, states)).toList(),
            page.total(),
            page.truncated(),
            page.next()));
  }

  /** Whether all that a notice tells is the caller's to see; the province sees every one. */
  private static boolean visible(Context context, AlertNotice notice) {
    return HttpGate.may(context, Permission.READ, Places::home)
        || (notice.getTotal() == notice.getItems().size()
            && notice.getItems().stream()
                .allMatch(item -> HttpGate.sees(context, item.getEntity())));
  }

  private static boolean names(AlertNotice notice, String alert) {
    return notice.getItems().stream().anyMatch(item -> item.getAlertId().equals(alert));
  }

  void one(Context context) {
    new Parameters(context, Set.of());
    String id = context.pathParam("id");
    AlertNotice notice =
        notices
            .get(id)
            .filter(found -> visible(context, found))
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "UNKNOWN_NOTICE",
                        "id",
                        Parameters.shorten(id),
                        "an id of /api/v1/notices"));
    List<Item> items =
        notice.getItems().stream()
            .map(
                item ->
                    new Item(
                        item.getAlertId(),
                        item.getSequence(),
                        item.getChange(),
                        item.getSeverity(),
                        item.getRule(),
                        item.getEntity(),
                        item.getName(),
                        item.getLine(),
                        Times.iso(item.getAt(), zone),
                        item.getReason()))
            .toList();
    Answers.json(
        context, new Whole(summary(notice, states()), items, notice.getTotal() - items.size()));
  }

  private Summary summary(AlertNotice notice, Map<String, Map<String, Long>> states) {
    Sources.read(notice);
    String id = NoticeMapping.id(notice);
    return new Summary(
        id,
        notice.getGroup(),
        Times.iso(notice.getAt(), zone),
        notice.getTitleZh(),
        notice.getTitleEn(),
        notice.getTotal(),
        states.getOrDefault(id, Map.of()));
  }

  /** By notice, how many deliveries are in each state. */
  private Map<String, Map<String, Long>> states() {
    return deliveries.all().stream()
        .collect(
            Collectors.groupingBy(
                AlertDelivery::getNotice,
                Collectors.groupingBy(
                    AlertDelivery::getState, TreeMap::new, Collectors.counting())));
  }

  void deliveries(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("notice", "receiver", "state"));
    Optional<String> notice = parameters.text("notice");
    Optional<String> receiver = parameters.text("receiver");
    Optional<String> state =
        parameters.text("state").map(text -> parameters.choice("state", STATES, text));
    // A notice that is gone cannot say whose it was.
    boolean province = HttpGate.may(context, Permission.READ, Places::home);
    List<AlertDelivery> found =
        deliveries.all().stream()
            .filter(
                d ->
                    notices.get(d.getNotice()).filter(n -> visible(context, n)).isPresent()
                        || province)
            .filter(matches(notice, AlertDelivery::getNotice))
            .filter(matches(receiver, AlertDelivery::getReceiver))
            .filter(matches(state, AlertDelivery::getState))
            .sorted(
                Comparator.comparing(AlertDelivery::getNoticeAt)
                    .reversed()
                    .thenComparing(AlertDelivery::getReceiver))
            .toList();
    Page<AlertDelivery> page =
        Page.of(
            context,
            parameters,
            found,
            delivery -> Keys.delivery(delivery.getNotice(), delivery.getReceiver()),
            DEFAULT_LIMIT,
            MAX_LIMIT);
    Answers.json(
        context,
        new DeliveriesAnswer(
            page.items().stream().map(this::delivery).toList(),
            page.total(),
            page.truncated(),
            page.next()));
  }

  private static Predicate<AlertDelivery> matches(
      Optional<String> wanted, Function<AlertDelivery, String> field) {
    return delivery -> wanted.isEmpty() || field.apply(delivery).equals(wanted.get());
  }

  private Delivery delivery(AlertDelivery delivery) {
    Sources.read(delivery);
    return new Delivery(
        delivery.getNotice(),
        delivery.getReceiver(),
        delivery.getKind(),
        delivery.getState(),
        delivery.getAttempts(),
        Times.iso(delivery.getAt(), zone),
        Times.iso(delivery.getNoticeAt(), zone),
        delivery.getAnswer());
  }
}
