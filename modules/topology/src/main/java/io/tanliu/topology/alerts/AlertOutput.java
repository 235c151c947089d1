// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.alert.AlertKey;

/** What goes out. */
sealed interface AlertOutput {
  /** Identity of the alert. */
  String alertId();

  /** An alert has changed. */
  record Told(AlertEvent event) implements AlertOutput {
    @Override
    public String alertId() {
      return event.getAlertId();
    }
  }

  /** Nothing is left of an alert; its newest state is deleted. */
  record Forgotten(AlertKey alert) implements AlertOutput {
    @Override
    public String alertId() {
      return alert.id();
    }
  }
}
