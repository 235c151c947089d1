// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.reference.Seeds;
import io.tanliu.simulator.Cursor.Place;
import io.tanliu.simulator.Progress.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a made-up province, loads its history in the order of time, and then goes on as the
 * clock runs. Where it was is remembered: a later start continues, and what is sent twice is the
 * same.
 */
public final class Simulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

  /** Further behind than this, it loads history in large steps. */
  private static final long BEHIND = 2 * Times.HOUR;

  /**
   * What is older comes with the few readings of history. Of the days since then it is judged how
   * complete they are, so each point sends them at its own interval.
   */
  static final long OLD = 8 * Times.DAY;

  private static final long LOOK_MILLIS = 1_000;
  private static final long STOP_SECONDS = 10;

  private final SimulatorSettings settings;
  private final Seeds seeds;
  private final Consumer<Progress> listener;
  private final Cursor cursor;
  private final Tally tally = new Tally();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final GatewayClient gateway;
  private final ExecutorService senders;
  private final Thread thread;
  private final StationFeed stations;
  private Province province;
  private LocalDate provinceOf;

  /**
   * Wires the parts; nothing is sent before {@link #start}.
   *
   * @param listener told after every step, on the simulator's thread; must return soon
   */
  public Simulator(SimulatorSettings settings, Seeds seeds, Consumer<Progress> listener) {
    this.settings = settings;
    this.seeds = seeds;
    this.listener = listener;
    this.cursor = new Cursor(settings.dataDir(), settings.seed());
    this.gateway = new GatewayClient(settings.url(), closed, tally::problem);
    this.senders =
        Executors.newFixedThreadPool(settings.connections(), r -> daemon(r, "simulator-sender"));
    this.thread = daemon(this::run, "simulator");
    this.stations = new StationFeed(settings, seeds, gateway, closed);
  }

  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Begins on a thread of its own, and returns at once; only once. */
  public void start() {
    thread.start();
  }

  /** How far it is; any thread. */
  public Progress progress() {
    return tally.progress();
  }

  /** What the stations sent. */
  public StationProgress stations() {
    return stations.progress();
  }

  private void run() {
    try {
      register(today());
      Place place = cursor.read().orElseGet(this::begin);
      // First, because stations are few and their alerts are the first that are seen.
      stations.start(province);
      long loadTo = settings.clock().millis();
      while (closed.getCount() > 0) {
        stations.advance();
        Place next = step(place, loadTo);
        if (next.equals(place)) {
          closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        place = next;
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted: the simulator ends", e);
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      tally.enter(State.STOPPED);
      listener.accept(tally.progress());
    }
  }

  private void failed(RuntimeException e) {
    if (closed.getCount() == 0) {
      LOG.debug("Cut short: the simulator ends", e);
      return;
    }
    LOG.error("The simulator stopped: {}", e.getMessage(), e);
    tally.problem(String.valueOf(e.getMessage()));
    tally.enter(State.FAILED);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(settings.clock().instant(), Times.ZONE);
  }

  /** Budgets come with the year, reports of a month in the one after it. */
  private boolean due(LocalDate today) {
    return today.getYear() != provinceOf.getYear()
        || !Economy.newest(today).equals(Economy.newest(provinceOf));
  }

  private void register(LocalDate today) throws InterruptedException {
    province = Province.of(settings.seed(), seeds, today);
    provinceOf = today;
    gateway.register(province.document(), seeds);
    LOG.info(
        "Registered {} simulated units, {} targets",
        province.units().size(),
        province.targets().size());
  }

  /** The history begins at a local midnight. */
  private Place begin() {
    long earliest = settings.clock().millis() - settings.history().toMillis();
    long start = Times.startOfDay(LocalDate.ofEpochDay(Times.day(earliest)));
    Place place = new Place(start, start);
    cursor.write(place);
    return place;
  }

  /** Sends the next span of time, if there is one; returns the place after it. */
  private Place step(Place place, long loadTo) throws InterruptedException {
    long from = place.sentTo();
    long now = Times.floor(settings.clock().millis(), Times.MINUTE);
    if (from >= now) {
      tally.enter(State.LIVE);
      return place;
    }
    boolean behind = now - from > BEHIND;
    tally.enter(behind ? State.HISTORY : State.LIVE);
    if (!behind && due(today())) {
      register(today());
    }
    Cadence cadence = cadence(from, now);
    long to = behind ? end(from, now, cadence) : now;
    send(from, to, cadence);
    Place next = new Place(place.begin(), to);
    cursor.write(next);
    tally.reached(to, share(next, loadTo));
    listener.accept(tally.progress());
    return next;
  }

  private static Cadence cadence(long from, long now) {
    return from < old(now) ? Cadence.HISTORY : Cadence.LIVE;
  }

  /** Days that are judged begin with a whole one. */
  private static long old(long now) {
    return Times.startOfDay(LocalDate.ofEpochDay(Times.day(now - OLD)));
  }

  /** A day at the points' own pace is as much as several of history. */
  private long end(long from, long now, Cadence cadence) {
    long chunk = settings.chunk().toMillis();
    return cadence == Cadence.HISTORY
        ? Math.min(Times.floor(from, chunk) + chunk, old(now))
        : Math.min(from + Math.min(chunk, Times.DAY), now);
  }

  private static double share(Place place, long loadTo) {
    long whole = Math.max(1, loadTo - place.begin());
    return Math.min(1, (double) (place.sentTo() - place.begin()) / whole);
  }

  /** One request per unit that has something to send; all answered before this returns. */
  private void send(long from, long to, Cadence cadence) throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (SimulatedUnit unit : province.simulated()) {
      running.add(
          senders.submit(
              () -> {
                List<Sending> sendings = unit.sendings(from, to, cadence);
                if (!sendings.isEmpty()) {
                  tally.count(
                      gateway.push(unit.definition().id(), key(from, to, cadence), sendings));
                }
                return null;
              }));
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof InterruptedException) {
          throw new InterruptedException("closed");
        }
        throw new SimulatorException(String.valueOf(e.getCause().getMessage()), e.getCause());
      }
    }
  }

  private String key(long from, long to, Cadence cadence) {
    return "sim-" + settings.seed() + "-" + cadence + "-" + from + "-" + to;
  }

  /** Stops soon: requests in flight are not waited for long, and are repeated at the next start. */
  @Override
  public void close() {
    closed.countDown();
    senders.shutdownNow();
    thread.interrupt();
    try {
      stations.awaitEnd();
      thread.join(STOP_SECONDS * 1_000);
      senders.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
