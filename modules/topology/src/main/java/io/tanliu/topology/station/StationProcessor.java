// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.StationDefinition;
import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationObservation;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.StationCheck;
import io.tanliu.domain.station.StationRules;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.state.VersionedBytes;
import io.tanliu.wire.Keys;
import io.tanliu.wire.ObservationRules;
import io.tanliu.wire.StationMapping;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the observations of stations and looks at the hours that changed, twice a second at most.
 * Which hours are still to be looked at stands in a store, so a crash forgets none.
 */
final class StationProcessor implements Processor<String, In, String, Out> {
  private static final Logger log = LoggerFactory.getLogger(StationProcessor.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int HOURS_PER_TICK = 500;
  private static final int VERSION = 1;
  private static final byte[] MARK = {};

  private final StationRules rules;
  private final Membership membership;
  private final Supplier<RuleBook> alertRules;
  private final Map<String, Optional<Station>> known = new HashMap<>();
  private ProcessorContext<String, Out> context;
  private StationStores stores;
  private AirDesk air;
  private StackDesk stacks;

  StationProcessor(StationRules rules, Membership membership, Supplier<RuleBook> alertRules) {
    this.rules = rules;
    this.membership = membership;
    this.alertRules = alertRules;
  }

  @Override
  public void init(ProcessorContext<String, Out> processorContext) {
    context = processorContext;
    known.clear();
    stores = new StationStores(context);
    Told told = new Told(stores.told);
    Outlet outlet = new Outlet(told, this::forward, context::currentSystemTimeMs);
    StationSignals signals = new StationSignals(alertRules, membership, outlet);
    air = new AirDesk(rules, stores, outlet, signals, membership);
    stacks = new StackDesk(rules, stores, outlet);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> look());
  }

  private void forward(String key, Out out) {
    context.forward(new Record<>(key, out, context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, In> record) {
    if (record.value() instanceof In.Definition definition) {
      define(record.key(), definition.definition());
    } else if (record.value() instanceof In.Frame frame && frame.frame() != null) {
      take(record.key(), frame.frame(), record.timestamp());
    }
  }

  /** What a changed definition makes of what was sent restates the hours that are kept. */
  private void define(String id, StationDefinition definition) {
    Optional<Station> before = station(id);
    if (definition == null) {
      stores.stations.delete(id);
      known.remove(id);
      before.ifPresent(station -> forward(network(station), word(NetworkWord.withdrawn(id))));
      return;
    }
    Optional<Station> now = parsed(definition);
    if (now.isEmpty() || now.equals(before)) {
      return;
    }
    stores.stations.put(id, definition);
    known.put(id, now);
    Station station = now.get();
    if (station.kind() == Station.Kind.ATMOSPHERE) {
      forward(network(station), word(NetworkWord.defined(station)));
    }
    List<String> rows = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> kept = stores.observations.range(id + "|", id + "}")) {
      kept.forEachRemaining(row -> rows.add(row.key));
    }
    rows.forEach(row -> stores.dirty.put(row, MARK));
  }

  private String network(Station station) {
    return NetworkWord.network(membership.parents(station.region(), ""));
  }

  private static Out.Word word(NetworkWord word) {
    return new Out.Word(word);
  }

  private Optional<Station> station(String id) {
    return known.computeIfAbsent(
        id, i -> Optional.ofNullable(stores.stations.get(i)).flatMap(this::parsed));
  }

  /** A definition that means nothing is left: whoever wrote it must not stop the rest. */
  private Optional<Station> parsed(StationDefinition definition) {
    try {
      Station station = StationMapping.fromAvro(definition);
      List<StationCheck.Problem> problems = StationCheck.of(station, rules);
      if (problems.isEmpty()) {
        return Optional.of(station);
      }
      log.warn("station {} left out: {}", definition.getId(), problems);
    } catch (IllegalArgumentException e) {
      log.warn("station {} left out: {}", definition.getId(), e.getMessage());
    }
    return Optional.empty();
  }

  private void take(String id, StationFrame frame, long writtenAt) {
    Optional<ReadingError> defect = ObservationRules.head(frame).check(id, writtenAt);
    if (defect.isPresent()) {
      refuse(id, frame, defect.get(), writtenAt);
      return;
    }
    Optional<Station> station = station(id);
    if (station.isEmpty()) {
      reject(
          id,
          frame,
          -1,
          new ReadingError(Code.UNKNOWN_UNIT, "station", id, "a station of tanliu.ref.station"));
      return;
    }
    long head = head(id);
    long newest = head;
    Map<Long, ObservationRow> rows = new TreeMap<>();
    NavigableSet<Long> changed = new TreeSet<>();
    long interval = station.get().interval().toMillis();
    List<StationObservation> observations = frame.getObservations();
    for (int i = 0; i < observations.size(); i++) {
      StationObservation one = observations.get(i);
      Optional<ReadingError> error =
          ObservationRules.check(station.get(), one, frame.getReceivedAt().toEpochMilli(), head);
      if (error.isPresent()) {
        reject(id, frame, i, error.get());
        continue;
      }
      long time = one.getTime().toEpochMilli();
      long hour = Hours.start(time);
      int slot = (int) ((time - hour) / interval);
      ObservationRow row = rows.computeIfAbsent(hour, h -> row(id, h));
      if (row.put(one.getParameter(), slot, Observed.of(one))) {
        changed.add(hour);
      }
      newest = Math.max(newest, Math.min(hour + (slot + 1) * interval, hour + Hours.LENGTH));
    }
    for (long hour : changed) {
      String key = StationStores.key(id, hour);
      stores.observations.put(key, rows.get(hour).encode());
      stores.dirty.put(key, MARK);
    }
    if (newest > head) {
      advance(id, head, newest);
    }
  }

  private ObservationRow row(String id, long hour) {
    return ObservationRow.decode(stores.observations.get(StationStores.key(id, hour)));
  }

  /** Says it of every observation, and once of a frame whose observations are too many, or none. */
  private void refuse(String key, StationFrame frame, ReadingError error, long writtenAt) {
    FrameRules.Head head = ObservationRules.head(frame).bounded(writtenAt);
    List<StationObservation> all = frame.getObservations();
    for (int i = head.asAWhole() ? -1 : 0; i < (head.asAWhole() ? 0 : all.size()); i++) {
      Optional<StationObservation> one = i < 0 ? Optional.empty() : Optional.of(all.get(i));
      RejectedReading told =
          ObservationRules.rejected(head, i, one, error, ObservationRules.STATIONS);
      forward(key, new Out.Published(Topics.STATION_REJECTED, told));
    }
  }

  private void reject(String id, StationFrame frame, int index, ReadingError error) {
    forward(
        id,
        new Out.Published(
            Topics.STATION_REJECTED,
            ObservationRules.rejected(frame, index, error, ObservationRules.STATIONS)));
  }

  private long head(String id) {
    byte[] bytes = stores.heads.get(id);
    return bytes == null ? 0 : VersionedBytes.read(VERSION, bytes, in -> in.readLong());
  }

  /** Hours that are over now are looked at, also those in which nothing came. */
  private void advance(String id, long head, long newest) {
    stores.heads.put(id, VersionedBytes.write(VERSION, out -> out.writeLong(newest)));
    long horizon = Hours.start(newest - ObservationRules.HORIZON.toMillis());
    if (head > 0) {
      for (long hour = Math.max(horizon, Hours.start(head - 1));
          hour < newest;
          hour += Hours.LENGTH) {
        stores.dirty.put(StationStores.key(id, hour), MARK);
      }
    }
    if (Math.floorDiv(head, Hours.DAY) != Math.floorDiv(newest, Hours.DAY)) {
      StationStores.forget(stores.observations, id, horizon - Hours.DAY);
    }
  }

  private void look() {
    TreeMap<String, NavigableSet<Long>> due = new TreeMap<>();
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> rows = stores.dirty.all()) {
      while (rows.hasNext()) {
        KeyValue<String, byte[]> row = rows.next();
        String id = Keys.entity(row.key);
        if (keys.size() >= HOURS_PER_TICK && !due.containsKey(id)) {
          break;
        }
        due.computeIfAbsent(id, i -> new TreeSet<>()).add(StationStores.time(row.key));
        keys.add(row.key);
      }
    }
    due.forEach(this::look);
    keys.forEach(stores.dirty::delete);
  }

  private void look(String id, NavigableSet<Long> hours) {
    Optional<Station> found = station(id);
    if (found.isEmpty()) {
      return;
    }
    Station station = found.get();
    NavigableMap<Long, ObservationRow> rows = new TreeMap<>();
    hours.forEach(hour -> rows.put(hour, row(id, hour)));
    if (station.kind() == Station.Kind.STACK) {
      stacks.look(station, rows, head(id));
    } else {
      air.look(station, rows, head(id));
    }
  }
}
