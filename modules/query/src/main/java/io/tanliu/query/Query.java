// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.access.http.RouteRules;
import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.ShareWindow;
import io.tanliu.avro.StationDefinition;
import io.tanliu.domain.attest.ReportKey;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Region;
import io.tanliu.query.QueryHealth.Status;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.RegionMapping;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import io.tanliu.wire.ValueSerdes;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The query part: keeps aggregates, alerts and reference data readable, and answers over HTTP and
 * server-sent events, from this instance or from the one that keeps the entity.
 *
 * <p>Use: make it, add its {@link #routes} to a server, start the server, then {@link #start} with
 * the server's address. Nothing is connected before that.
 */
public final class Query implements AutoCloseable {
  private static final String REPORT = "/api/v1/reports/{entity}/{period}";

  private final QuerySettings settings;
  private final Map<String, Object> kafka;
  private final Counter materialised;
  private final Map<Topic<?>, MirrorListener> mirrors = new LinkedHashMap<>();
  private final Map<String, DecodedView<?>> views = new LinkedHashMap<>();
  private final AlertFeed feed;
  private final AlertStream stream;
  private final Map<String, Handler> reads = new LinkedHashMap<>();
  private final Handler internal;
  private final Handler seal;
  private final ReportSeals seals;
  private final StreamsRouting routing;
  private final Directory directory;
  private final DecodedView<StationDefinition> stations;

  private volatile StreamsRunner runner;
  private volatile Supplier<Optional<String>> key = Optional::empty;
  private volatile Optional<ReportKey> reportKey = Optional.empty();
  private volatile HostInfo self = HostInfo.unavailable();

  /**
   * Makes it without connecting to anything.
   *
   * @param kafka configuration of Kafka clients and Kafka Streams: bootstrap.servers, security, the
   *     registry's keys, and the deserializer's class, see {@link ValueSerdes}
   * @param metrics where request times, stream clients and materialised records are counted
   */
  public Query(
      QuerySettings settings, Map<String, Object> kafka, Seeds seeds, MeterRegistry metrics) {
    this.settings = settings;
    this.kafka = new HashMap<>(kafka);
    feed =
        new AlertFeed(
            Long.toString(System.currentTimeMillis(), Character.MAX_RADIX),
            settings.streamBacklog(),
            settings.maxStreamClients());
    stream = new AlertStream(feed, settings.streamHeartbeat());
    directory = directory(seeds);
    stations = view(Topics.REF_STATION, decoder(Topics.REF_STATION));
    Alerts alerts =
        new Alerts(
            Topics.ALERT_STATE.name(),
            decoder(Topics.ALERT_STATE),
            directory,
            seeds,
            feed,
            stations);
    mirror(Topics.ALERT_STATE, alerts.view());

    routing = new StreamsRouting(this::streams, () -> self);
    Lag lag = new Lag(this::streams, this::reachable);
    RawWindows local = new LocalWindows(this::streams, routing, lag);
    Function<byte[], EntityWindow> decoder = decoder(Topics.METRIC_ENERGY);
    Answers answers = new Answers(metrics, () -> Source.whole(lag.ofWhole()));
    RemoteWindows remote = new RemoteWindows(() -> key.get());
    WindowReader reader = new RoutedWindows<>(routing, local, remote, decoder)::read;
    Function<byte[], QualityUnit> days = decoder(Topics.QUALITY_UNIT);
    QualityEndpoint quality =
        new QualityEndpoint(
            directory,
            new RoutedWindows<>(routing, local, remote, days)::read,
            reader,
            view(
                Topics.REPORT_ACTIVITY,
                decoder(Topics.REPORT_ACTIVITY).andThen(ReportMapping::fromAvro)),
            seeds);
    AccountsEndpoint accounts =
        new AccountsEndpoint(view(Topics.QUALITY_ACCOUNT, decoder(Topics.QUALITY_ACCOUNT)));
    control(directory, seeds, local, remote)
        .forEach((path, handler) -> reads.put(path, answers.of(path, ready(handler))));
    reads.put(
        "/api/v1/units/{id}/quality",
        answers.of("/api/v1/units/{id}/quality", ready(quality::handle)));
    NoticesEndpoint notices =
        new NoticesEndpoint(
            view(Topics.ALERT_NOTICE, decoder(Topics.ALERT_NOTICE)),
            view(Topics.ALERT_DELIVERY, decoder(Topics.ALERT_DELIVERY)),
            settings.zone());
    reads.put("/api/v1/notices", answers.of("/api/v1/notices", ready(notices::list)));
    reads.put("/api/v1/notices/{id}", answers.of("/api/v1/notices/{id}", ready(notices::one)));
    reads.put("/api/v1/deliveries", answers.of("/api/v1/deliveries", ready(notices::deliveries)));
    ViewsEndpoint derived =
        new ViewsEndpoint(
            directory,
            topic ->
                new RoutedWindows<SpecificRecord>(routing, local, remote, decoder(topic)::apply)
                    ::read);
    reads.put(
        "/api/v1/entities/{id}/views/{view}",
        answers.of("/api/v1/entities/{id}/views/{view}", ready(derived::handle)));
    StationsEndpoint measured =
        new StationsEndpoint(
            directory,
            stations,
            topic ->
                new RoutedWindows<SpecificRecord>(routing, local, remote, decoder(topic)::apply)
                    ::read,
            settings.zone());
    measured.routes().forEach((path, handler) -> reads.put(path, answers.of(path, ready(handler))));
    reads.put("/api/v1/accounts", answers.of("/api/v1/accounts", ready(accounts::list)));
    AlertHistoryEndpoint history =
        new AlertHistoryEndpoint(
            alerts, new RoutedWindows<>(routing, local, remote, decoder(Topics.ALERT_EVENT))::read);
    reads.put(
        "/api/v1/alerts/{id}/history",
        answers.of("/api/v1/alerts/{id}/history", ready(history::handle)));
    endpoints(directory, seeds, alerts, reader)
        .forEach((path, handler) -> reads.put(path, answers.of(path, handler)));
    seals = new ReportSeals(kafka, routed(Topics.REPORT_SEALED, local, remote)::read);
    ReportsEndpoint reports =
        new ReportsEndpoint(
            directory,
            new ReportComposer(
                directory,
                seeds,
                settings.minimumCoverage(),
                new ReportComposer.Readers(
                    reader,
                    routed(Topics.CONTROL_LAMP, local, remote)::read,
                    routed(Topics.METRIC_INTENSITY, local, remote)::read,
                    new ReportAlerts(alerts, routed(Topics.ALERT_EVENT, local, remote)::read),
                    new ReportQuality(routed(Topics.QUALITY_UNIT, local, remote)::read))),
            seals,
            () -> reportKey,
            Clock.systemUTC());
    reads.put(REPORT, answers.of(REPORT, ready(reports::get)));
    seal = answers.of(REPORT + "/seal", ready(reports::seal));
    internal =
        answers.of(RemoteWindows.PATH, new InternalEndpoint(local, settings.maxWindows())::handle);

    materialised =
        Counter.builder("tanliu.query.materialised")
            .description("Records of the metric topics that entered the stores")
            .register(metrics);
    Gauge.builder("tanliu.query.stream.clients", feed, AlertFeed::clients)
        .description("Clients of the alert stream")
        .register(metrics);
  }

  private Directory directory(Seeds seeds) {
    DecodedView<EnergyUnit> units =
        view(Topics.REF_UNIT, decoder(Topics.REF_UNIT).andThen(UnitMapping::fromAvro));
    DecodedView<Region> regions =
        view(Topics.REF_REGION, decoder(Topics.REF_REGION).andThen(RegionMapping::fromAvro));
    DecodedView<Target> targets =
        view(Topics.REF_TARGET, decoder(Topics.REF_TARGET).andThen(TargetMapping::fromAvro));
    return new Directory(seeds, settings.zone(), units, regions, targets);
  }

  private Map<String, Handler> control(
      Directory directory, Seeds seeds, RawWindows local, RemoteWindows remote) {
    ControlJson json = new ControlJson(seeds.terms());
    Map<String, Handler> endpoints = new LinkedHashMap<>();
    endpoints.put(
        "/api/v1/lamps",
        new ControlEndpoint<EntityLamps>(
                directory,
                QueryTopology.LAMPS,
                "lamps",
                routed(Topics.CONTROL_LAMP, local, remote)::read,
                json::lamps,
                Map.of("period", EntityLamps::getPeriod))
            ::list);
    endpoints.put(
        "/api/v1/intensity",
        new ControlEndpoint<IntensityWindow>(
                directory,
                QueryTopology.INTENSITIES,
                "intensities",
                routed(Topics.METRIC_INTENSITY, local, remote)::read,
                json::intensity,
                Map.of(
                    "period",
                    IntensityWindow::getPeriod,
                    "quantity",
                    IntensityWindow::getQuantity,
                    "denominator",
                    IntensityWindow::getDenominator))
            ::list);
    endpoints.put(
        "/api/v1/shares",
        new ControlEndpoint<ShareWindow>(
                directory,
                QueryTopology.SHARES,
                "shares",
                routed(Topics.METRIC_SHARE, local, remote)::read,
                json::share,
                Map.of("period", ShareWindow::getPeriod, "share", ShareWindow::getShare))
            ::list);
    endpoints.put(
        "/api/v1/forecasts",
        new ControlEndpoint<ControlForecast>(
                directory,
                QueryTopology.FORECASTS,
                "forecasts",
                routed(Topics.CONTROL_FORECAST, local, remote)::read,
                json::forecast,
                Map.of(
                    "period", ControlForecast::getPeriod, "quantity", ControlForecast::getQuantity))
            ::list);
    return endpoints;
  }

  private <V extends SpecificRecord> RoutedWindows<V> routed(
      Topic<V> topic, RawWindows local, RemoteWindows remote) {
    return new RoutedWindows<>(routing, local, remote, decoder(topic));
  }

  private DecodedView<DatedFactor> factors() {
    return view(Topics.REF_FACTOR, decoder(Topics.REF_FACTOR).andThen(FactorMapping::fromAvro));
  }

  private <V> DecodedView<V> view(Topic<?> topic, Function<byte[], V> decoder) {
    DecodedView<V> view = new DecodedView<>(topic.name(), decoder);
    mirror(topic, view);
    return view;
  }

  private void mirror(Topic<?> topic, DecodedView<?> view) {
    mirrors.put(topic, view);
    views.put(topic.name(), view);
  }

  private <V extends SpecificRecord> Function<byte[], V> decoder(Topic<V> topic) {
    Deserializer<V> deserializer = ValueSerdes.deserializer(topic, kafka);
    return bytes -> deserializer.deserialize(topic.name(), bytes);
  }

  private Map<String, Handler> endpoints(
      Directory directory, Seeds seeds, Alerts alerts, WindowReader reader) {
    EntitiesEndpoint entities = new EntitiesEndpoint(directory);
    AlertsEndpoint alertList = new AlertsEndpoint(alerts, directory);
    Overview overview =
        new Overview(directory, reader, settings.minimumCoverage(), Clock.systemUTC());
    StaticPages pages = new StaticPages();
    Map<String, Handler> endpoints = new LinkedHashMap<>();
    endpoints.put("/api/v1/entities", ready(entities::list));
    endpoints.put("/api/v1/entities/{id}", ready(entities::one));
    endpoints.put(
        "/api/v1/entities/{id}/windows",
        ready(new WindowsEndpoint(directory, seeds, reader, settings.maxWindows())::handle));
    endpoints.put("/api/v1/targets", ready(new TargetsEndpoint(directory, seeds)::list));
    endpoints.put("/api/v1/factors", ready(new FactorsEndpoint(factors(), seeds, directory)::list));
    endpoints.put("/api/v1/alerts", ready(alertList::list));
    endpoints.put("/api/v1/alerts/stream", stream::handle);
    endpoints.put("/api/v1/alerts/{id}", ready(alertList::one));
    endpoints.put(
        "/api/v1/overview",
        ready(new OverviewEndpoint(overview, directory, seeds, settings.homeRegion())::handle));
    endpoints.put("/openapi.yaml", pages::contract);
    endpoints.put("/asyncapi.yaml", pages::topics);
    endpoints.put("/", pages::index);
    endpoints.put("/assets/{file}", pages::asset);
    endpoints.put("/assets/{folder}/{file}", pages::assetInFolder);
    return endpoints;
  }

  /** Until reference data and alerts are loaded, "unknown" would be a lie. */
  private Handler ready(Handler handler) {
    return context -> {
      streams();
      handler.handle(context);
    };
  }

  private KafkaStreams streams() {
    StreamsRunner now = runner;
    if (now == null) {
      throw Problem.unavailable("NOT_STARTED", "the part has not been started");
    }
    return now.streams();
  }

  private boolean reachable() {
    StreamsRunner now = runner;
    return now != null && now.reachable();
  }

  /** What each of {@link #routes} asks of its callers. */
  public RouteRules rules() {
    return new QueryRules(directory, stations, settings.homeRegion()).rules();
  }

  /** The key by which the other instances know this one, where they ask for one. */
  public void callsWith(Supplier<Optional<String>> instanceKey) {
    key = instanceKey;
  }

  /** The key with which this instance seals reports; without one it seals none. */
  public void sealsWith(ReportKey chosen) {
    reportKey = Optional.of(chosen);
  }

  /** Adds the part's routes to a server that other parts may share. */
  public void routes(RoutesConfig routes) {
    reads.forEach(routes::get);
    routes.post(REPORT + "/seal", seal);
    routes.post(RemoteWindows.PATH, internal);
  }

  /**
   * Connects, in the background. A cluster that cannot be reached makes {@link #health} red and is
   * tried again.
   *
   * @param address {@code host:port} at which the other instances reach this one's server
   * @throws IllegalStateException when it has been started before
   */
  public synchronized void start(String address) {
    if (runner != null) {
      throw new IllegalStateException("The query part has been started before");
    }
    self = HostInfo.buildFromEndpoint(address);
    StreamsRunner starting =
        new StreamsRunner(
            QueryTopology.build(mirrors, materialised::increment),
            StreamsProperties.of(settings, kafka, address),
            new ClusterProbe(kafka, QueryTopology.TOPICS),
            () -> views.values().forEach(DecodedView::retry),
            feed::live);
    runner = starting;
    starting.start();
  }

  /** How it is doing; never throws and never waits for the cluster. */
  public QueryHealth health() {
    StreamsRunner now = runner;
    if (now == null) {
      return new QueryHealth(Status.DOWN, Map.of("streams", "not started"));
    }
    QueryHealth health = now.health();
    Map<String, String> details = new LinkedHashMap<>(health.details());
    views.forEach(
        (topic, view) -> {
          if (view.undecoded() > 0) {
            details.put(topic, view.undecoded() + " records cannot be read yet");
          }
        });
    return new QueryHealth(health.status(), details);
  }

  @Override
  public void close() {
    stream.close();
    seals.close();
    StreamsRunner now = runner;
    if (now != null) {
      now.close();
    }
  }
}
