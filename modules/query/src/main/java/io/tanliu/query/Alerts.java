// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.reference.Seeds;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The newest state of every alert; tells the feed of each change. */
final class Alerts {
  private static final Comparator<AlertEvent> MOST_URGENT_FIRST =
      Comparator.comparing((AlertEvent e) -> e.getState() != AlertState.FIRING)
          .thenComparing(e -> e.getSeverity() != AlertSeverity.CRITICAL)
          .thenComparing(AlertEvent::getAt, Comparator.reverseOrder())
          .thenComparing(AlertEvent::getAlertId);

  private final DecodedView<AlertEvent> view;
  private final Directory directory;
  private final Seeds seeds;
  private final AlertFeed feed;

  Alerts(
      String topic,
      Function<byte[], AlertEvent> decoder,
      Directory directory,
      Seeds seeds,
      AlertFeed feed) {
    this.directory = directory;
    this.seeds = seeds;
    this.feed = feed;
    this.view = new DecodedView<>(topic, decoder, this::changed);
  }

  DecodedView<AlertEvent> view() {
    return view;
  }

  /** The same change may be told twice, after a restart of the instance. */
  private void changed(AlertEvent before, AlertEvent after) {
    boolean news = after != null && !after.equals(before);
    if (news) {
      feed.publish(Json.text(json(after)));
    }
  }

  Optional<AlertJson> find(String id) {
    return view.get(id).map(this::json);
  }

  /**
   * Alerts, most urgent first.
   *
   * @param state only of that state
   * @param entity only of that entity
   */
  List<AlertEvent> list(Optional<AlertState> state, Optional<String> entity) {
    return view.all().stream()
        .filter(event -> state.isEmpty() || event.getState() == state.get())
        .filter(event -> entity.isEmpty() || event.getEntity().equals(entity.get()))
        .sorted(MOST_URGENT_FIRST)
        .toList();
  }

  AlertJson json(AlertEvent event) {
    return AlertJson.of(
        event, directory.find(event.getEntity()), seeds.quantity(event.getQuantity()));
  }
}
