// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.topology.LedgerTopology;
import io.tanliu.topology.alerts.AlertTopology;
import io.tanliu.topology.audit.AuditTopology;
import io.tanliu.topology.audit.AuditTopology.AuditSettings;
import io.tanliu.topology.control.ControlTopology;
import io.tanliu.topology.notice.NoticeTopology;
import io.tanliu.topology.station.StationTopology;
import io.tanliu.topology.views.ViewTopology;
import io.tanliu.wire.Topic;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** The applications that run beside the ledger wherever the streams role does. */
final class StreamsParts {
  private StreamsParts() {}

  /**
   * All of them, not started.
   *
   * @param clients configuration of Kafka clients and registry
   * @param stateDirectory where each keeps its state, in a directory of its name
   */
  static List<StreamsPart> of(Map<String, Object> clients, Path stateDirectory, Seeds seeds) {
    LedgerTopology.ValueSerde serdes =
        new LedgerTopology.ValueSerde() {
          @Override
          public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
            return ValueSerdes.of(topic, clients);
          }
        };
    AuditTopology audit =
        new AuditTopology(AuditSettings.DEFAULT, seeds.factors(), seeds.membership(), serdes);
    AlertTopology alerts = new AlertTopology(seeds.alertRules(), seeds.membership(), serdes);
    ControlTopology control =
        new ControlTopology(
            seeds.control(),
            LedgerSettings.DEFAULT.zone(),
            seeds.targets(),
            seeds.factors(),
            seeds.membership(),
            seeds.alertRules(),
            serdes);
    NoticeTopology notices =
        new NoticeTopology(
            NoticeConfig.of(clients), new SeedNames(seeds), LedgerSettings.DEFAULT.zone(), serdes);
    ViewTopology views =
        new ViewTopology(seeds.assess(), seeds.membership(), seeds.alertRules(), serdes);
    StationTopology stations =
        new StationTopology(seeds.stations(), seeds.membership(), seeds.alertRules(), serdes);
    return List.of(
        // It ends its transaction itself when it has told something.
        new StreamsPart("control", control.get(), Duration.ofSeconds(2), clients, stateDirectory),
        new StreamsPart("notice", notices.get(), Duration.ofMillis(500), clients, stateDirectory),
        new StreamsPart("alerts", alerts.get(), Duration.ofMillis(500), clients, stateDirectory),
        // Nobody waits for it: fewer transactions.
        new StreamsPart("audit", audit.get(), Duration.ofSeconds(5), clients, stateDirectory),
        new StreamsPart("views", views.get(), Duration.ofSeconds(1), clients, stateDirectory),
        new StreamsPart(
            "stations", stations.get(), Duration.ofSeconds(2), clients, stateDirectory));
  }
}
