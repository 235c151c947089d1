// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.http.RouteRules;
import io.tanliu.gateway.hj212.DeviceDoor;
import io.tanliu.gateway.hj212.DeviceSettings;
import io.tanliu.gateway.mqtt.MqttDoor;
import io.tanliu.gateway.mqtt.MqttSettings;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.RegionMapping;
import io.tanliu.wire.TopicReader;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The door for readings and reference data: takes them over HTTP, judges them and publishes them to
 * Kafka, and answers only what the cluster has acknowledged.
 */
public final class Gateway implements HttpPart, AutoCloseable {
  // A device sends again what is not answered. Until Kafka has said what became of the first one,
  // that must not be given up, or it may stand there twice.
  private static final Duration PACKETS_WAIT = Duration.ofMinutes(2);

  private final GatewaySettings settings;
  private final Clock clock;
  private final Seeds seeds;
  private final ReferenceView view = new ReferenceView();
  private final Edits edits = new Edits();
  private final AlertBook alerts = new AlertBook();
  private final StationBook stations = new StationBook();
  private final Receipts receipts;
  private final TopicReader reader;
  private final Publisher publisher;
  private final Publisher packets;
  private final OwnWrites writes;
  private final ClusterCheck cluster;
  private final BodyReader bodies;
  private final GatewayMetrics metrics;
  private final ReceiversHandler receivers;
  private final ResendHandler resends;
  private final Signers signers = new Signers();
  private final SealLanes lanes;
  private final Optional<SecretBox> secrets;
  private final DeviceBook devices;
  private final DeviceDesk desk;
  private final Optional<DeviceDoor> door;
  private final Optional<MqttDoor> mqtt;

  /** The same without a record of what its doors refuse. */
  public Gateway(
      GatewaySettings settings,
      Map<String, Object> clients,
      Seeds seeds,
      MeterRegistry registry,
      Clock clock) {
    this(settings, clients, seeds, registry, clock, AuditTrail.NONE);
  }

  /**
   * Wires the parts; nothing is read before {@link #start}.
   *
   * @param clients configuration of Kafka clients and value serializers in one map: {@code
   *     bootstrap.servers}, {@code schema.registry.url}, security; {@code hj212.port} opens the
   *     door for devices
   * @param clock the wall clock against which "in the future" is judged
   * @param trail where refusals of doors other than HTTP are recorded
   */
  public Gateway(
      GatewaySettings settings,
      Map<String, Object> clients,
      Seeds seeds,
      MeterRegistry registry,
      Clock clock,
      AuditTrail trail) {
    this.settings = settings;
    this.clock = clock;
    this.seeds = seeds;
    this.receipts = new Receipts(settings, clock);
    this.reader = new TopicReader("tanliu-gateway-view", clients);
    this.publisher = new Publisher(clients, settings);
    this.lanes = new SealLanes(clients, settings, publisher);
    this.writes = new OwnWrites(publisher, reader.progress(), settings.viewTimeout());
    this.cluster = new ClusterCheck(clients);
    this.bodies = new BodyReader(settings, System::nanoTime);
    this.metrics = new GatewayMetrics(registry);
    this.receivers = new ReceiversHandler(seeds, writes, bodies, clock);
    this.resends =
        new ResendHandler(receivers::knows, new NoticeFinder(clients), publisher, bodies, clock);
    this.secrets = SecretBox.of(clients);
    this.devices = new DeviceBook(secrets);
    this.desk = new DeviceDesk(devices, publisher, settings.name(), clock, trail);
    this.packets =
        clients.containsKey(DeviceSettings.PORT)
            ? new Publisher(clients, settings.withAckTimeout(PACKETS_WAIT))
            : publisher;
    DeviceWriter writer =
        new DeviceWriter(view, stations, packets, metrics, settings.name(), clock);
    this.door = desk.door(clients, writer, registry, reader.progress()::ready);
    this.mqtt =
        MqttSettings.of(clients, settings.name())
            .map(chosen -> new MqttDoor(chosen, messages(), registry, clock));
  }

  private MessageIntake messages() {
    return new MessageIntake(
        settings,
        view,
        stations,
        receipts,
        publisher,
        bodies,
        metrics,
        clock,
        reader.progress()::ready);
  }

  /** Begins to read reference data and receipts; returns at once, see {@link #awaitReady}. */
  public void start() {
    reader.feed(Topics.REF_UNIT, 0, view::unit);
    reader.feed(Topics.REF_TARGET, 0, view::target);
    reader.feed(Topics.REF_RECEIVER, 0, receivers::receiver);
    reader.feed(Topics.ALERT_DELIVERY, 0, resends::delivery);
    reader.feed(Topics.REF_DEVICE, 0, devices::device);
    reader.feed(Topics.DEVICE_REQUEST, 0, desk::request);
    reader.feed(Topics.READING_EDIT, 0, edits::put);
    reader.feed(Topics.ALERT_STATE, 0, alerts::alert);
    reader.feed(Topics.ALERT_SILENCE, 0, alerts::silence);
    reader.feed(Topics.REF_ALERT_RULE, 0, alerts::rule);
    reader.feed(Topics.REF_STATION, 0, stations::station);
    reader.feed(Topics.REF_SIGNER, 0, signers::signer);
    reader.feed(
        Topics.READING_RECEIPT,
        clock.instant().minus(settings.receiptAge()).toEpochMilli(),
        receipts::put);
    reader.start();
    door.ifPresent(DeviceDoor::start);
    mqtt.ifPresent(MqttDoor::start);
  }

  /** Port of the door for devices; nothing when it is closed. */
  public OptionalInt devicePort() {
    return door.isPresent() ? OptionalInt.of(door.get().port()) : OptionalInt.empty();
  }

  /** Waits until requests can be judged; false when the time is over. */
  public boolean awaitReady(Duration timeout) {
    return reader.progress().awaitReady(timeout);
  }

  /**
   * Publishes the regions of the seeds, so that readers of the topics need no seeds. Compaction
   * makes repeats harmless.
   *
   * @throws org.apache.kafka.common.KafkaException when the cluster does not acknowledge
   */
  public void publishRegions() {
    List<ProducerRecord<String, byte[]>> records =
        seeds.regions().all().stream()
            .map(
                region ->
                    publisher.record(
                        Topics.REF_REGION, region.code(), RegionMapping.toAvro(region)))
            .toList();
    publisher.publish(records);
  }

  /** How the gateway is; asks the cluster at most once a second. */
  public GatewayHealth health() {
    return GatewayHealth.of(cluster.finding(), reader.progress(), view, mqtt.map(MqttDoor::state));
  }

  /** What each of {@link #routes} asks of its callers. */
  public RouteRules rules() {
    return new GatewayRules(seeds, view, stations, devices).rules();
  }

  @Override
  public void routes(RoutesConfig routes) {
    BodyDoor requests = new BodyDoor(settings, bodies, metrics, reader.progress()::ready);
    Push push = new Push(publisher);
    SealedReadings sealed = new SealedReadings(settings, signers, lanes, push, bodies, metrics);
    ReadingsHandler readings =
        new ReadingsHandler(settings, view, receipts, push, bodies, metrics, clock, sealed);
    ReferenceHandler reference =
        new ReferenceHandler(seeds, view, writes, publisher, bodies, receivers::register);
    routes.post("/api/v1/units/{unit}/readings", requests.handler(readings::readings));
    routes.post("/api/v1/units/{unit}/edits", requests.handler(readings::edits));
    EditsHandler made = new EditsHandler(view, edits, reader.progress()::ready);
    routes.get("/api/v1/units/{unit}/edits", made::handle);
    routes.post("/api/v1/reference", requests.handler(reference));
    devices(routes, requests);
    stations(routes, requests);
    routes.get("/api/v1/receivers", requests.handler(receivers::list));
    routes.get("/api/v1/receivers/{id}", requests.handler(receivers::one));
    routes.put("/api/v1/receivers/{id}", requests.handler(receivers::put));
    routes.delete("/api/v1/receivers/{id}", requests.handler(receivers::delete));
    routes.post("/api/v1/notices/{id}/resend", requests.handler(resends::post));
    routes.get("/openapi-gateway.yaml", Gateway::contract);
    alerts(routes, requests);
  }

  /** Stations and stack monitors, and what they observe. */
  private void stations(RoutesConfig routes, BodyDoor requests) {
    StationsHandler register = new StationsHandler(seeds, view, stations, writes, bodies);
    routes.put("/api/v1/stations/{id}", requests.handler(register::put));
    routes.delete("/api/v1/stations/{id}", requests.handler(register::delete));
    ObservationsHandler observations =
        new ObservationsHandler(settings, stations, publisher, bodies, clock);
    routes.post("/api/v1/stations/{id}/readings", requests.handler(observations::post));
  }

  /** Which devices may speak HJ 212. */
  private void devices(RoutesConfig routes, BodyDoor requests) {
    DevicesHandler register = new DevicesHandler(devices, view, writes, bodies, secrets);
    DeviceRequestsHandler asked =
        new DeviceRequestsHandler(devices, desk.book(), writes, bodies, clock);
    routes.post("/api/v1/devices/{mn}/requests", requests.handler(asked::post));
    routes.get("/api/v1/devices/{mn}/requests", requests.handler(asked::list));
    routes.get("/api/v1/devices/{mn}/requests/{id}", requests.handler(asked::one));
    routes.get("/api/v1/devices", requests.handler(register::list));
    routes.get("/api/v1/devices/{mn}", requests.handler(register::one));
    routes.put("/api/v1/devices/{mn}", requests.handler(register::put));
    routes.delete("/api/v1/devices/{mn}", requests.handler(register::delete));
  }

  private static void contract(Context ctx) throws IOException {
    try (InputStream in = Gateway.class.getResourceAsStream("/openapi-gateway.yaml")) {
      ctx.contentType("application/yaml; charset=utf-8").result(in.readAllBytes());
    }
  }

  /** What people decide about alerts. */
  private void alerts(RoutesConfig routes, BodyDoor door) {
    AlertCommandsHandler commands = new AlertCommandsHandler(alerts, publisher, bodies, clock);
    routes.post("/api/v1/alerts/{id}/acknowledgements", door.handler(commands::acknowledge));
    routes.delete("/api/v1/alerts/{id}/acknowledgements", door.handler(commands::unacknowledge));
    routes.post("/api/v1/alerts/{id}/notes", door.handler(commands::note));
    routes.post("/api/v1/alerts/{id}/escalations", door.handler(commands::escalate));
    SilencesHandler silences = new SilencesHandler(seeds.regions(), alerts, writes, bodies, clock);
    routes.get("/api/v1/silences", door.handler((ctx, body) -> silences.list(ctx)));
    routes.put("/api/v1/silences/{id}", door.handler(silences::put));
    routes.delete("/api/v1/silences/{id}", door.handler(silences::delete));
    AlertRulesHandler rules = new AlertRulesHandler(seeds, view, alerts, writes, bodies, clock);
    routes.get("/api/v1/alert-rules", door.handler((ctx, body) -> rules.list(ctx)));
    routes.put("/api/v1/alert-rules/{rule}/{scope}", door.handler(rules::put));
    routes.delete("/api/v1/alert-rules/{rule}/{scope}", door.handler(rules::delete));
  }

  @Override
  public void close() {
    door.ifPresent(DeviceDoor::close);
    mqtt.ifPresent(MqttDoor::close);
    reader.close();
    lanes.close();
    packets.close();
    publisher.close();
    cluster.close();
  }
}
