// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.StationDefinition;
import io.tanliu.reference.AlertRuleName;
import io.tanliu.reference.Seeds;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The newest state of every alert; tells the feed of each change. */
final class Alerts {
  /** Somebody should look at them. */
  static final Set<AlertState> OPEN = EnumSet.of(AlertState.FIRING, AlertState.NO_DATA);

  private final Comparator<AlertEvent> mostUrgentFirst =
      Comparator.comparing((AlertEvent e) -> !OPEN.contains(e.getState()))
          .thenComparing(e -> e.getState() == AlertState.RESOLVED)
          .thenComparing(e -> e.getMuted() != null)
          .thenComparing(e -> e.getSeverity() != AlertSeverity.CRITICAL)
          .thenComparing(e -> rank(e.getRule()))
          .thenComparing(AlertEvent::getAt, Comparator.reverseOrder())
          .thenComparing(AlertEvent::getAlertId);

  private final SortedAlerts sorted = new SortedAlerts(mostUrgentFirst);
  private final WrittenAlerts written = new WrittenAlerts();
  private final DecodedView<AlertEvent> view;
  private final Directory directory;
  private final Seeds seeds;
  private final AlertFeed feed;
  private final DecodedView<StationDefinition> stations;

  /**
   * @param stations whose alerts have their names
   */
  Alerts(
      String topic,
      Function<byte[], AlertEvent> decoder,
      Directory directory,
      Seeds seeds,
      AlertFeed feed,
      DecodedView<StationDefinition> stations) {
    this.stations = stations;
    this.directory = directory;
    this.seeds = seeds;
    this.feed = feed;
    this.view = new DecodedView<>(topic, decoder, this::changed);
  }

  private int rank(String rule) {
    AlertRuleName name = seeds.alertRuleNames().get(rule);
    return name == null ? AlertRuleName.LAST : name.rank();
  }

  DecodedView<AlertEvent> view() {
    return view;
  }

  /** The same change may be told twice, after a restart of the instance. */
  private void changed(AlertEvent before, AlertEvent after) {
    sorted.changed(before, after);
    if (before != null && (after == null || !OPEN.contains(after.getState()))) {
      written.forget(before.getAlertId());
    }
    boolean news = after != null && !after.equals(before);
    if (news) {
      feed.publish(after.getEntity(), () -> text(after).json());
    }
  }

  Optional<AlertJson> find(String id) {
    return view.get(id).map(this::json);
  }

  /**
   * Alerts, most urgent first.
   *
   * @param states only of these
   * @param entity only of that entity
   */
  List<AlertEvent> list(Set<AlertState> states, Optional<String> entity) {
    return sorted.all().stream()
        .filter(event -> states.contains(event.getState()))
        .filter(event -> entity.isEmpty() || event.getEntity().equals(entity.get()))
        .toList();
  }

  /** A station or stack monitor, as far as an alert shows it. */
  Optional<Entity> station(String id) {
    return stations
        .get(id)
        .map(
            station ->
                new Entity(
                    id,
                    Entity.Kind.STATION,
                    null,
                    station.getName(),
                    station.getName(),
                    station.getRegion(),
                    null,
                    ZoneId.of(station.getZone())));
  }

  /** The alert as it goes into an answer. */
  WrittenAlerts.Text text(AlertEvent event) {
    AlertJson.Names names = names(event);
    return OPEN.contains(event.getState())
        ? written.of(event, names, () -> json(event, names))
        : new WrittenAlerts.Text(Json.text(json(event, names)));
  }

  AlertJson json(AlertEvent event) {
    return json(event, names(event));
  }

  private AlertJson json(AlertEvent event, AlertJson.Names names) {
    return AlertJson.of(event, names, seeds.quantity(event.getQuantity()));
  }

  private AlertJson.Names names(AlertEvent event) {
    Sources.read(event);
    return new AlertJson.Names(
        directory.find(event.getEntity()).or(() -> station(event.getEntity())),
        Optional.ofNullable(seeds.alertRuleNames().get(event.getRule())),
        Optional.ofNullable(event.getEscalatedTo()).flatMap(directory::find));
  }
}
