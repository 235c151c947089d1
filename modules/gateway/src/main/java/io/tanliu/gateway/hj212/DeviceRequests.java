// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.domain.device.Request;
import io.tanliu.domain.device.Request.State;
import io.tanliu.hj212.ChinaTime;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.ExeRtn;
import io.tanliu.hj212.Item;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.QnRtn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends requests to devices, one at a time to each, and follows them to their end: an answer 9011
 * within {@code OverTime}, else the same again at most {@code ReCount} times, then data under the
 * request's {@code QN}, then 9012 (HJ 212-2017, 6.4). Whatever changes is written; what was open
 * when a gateway or a connection ended is sent anew when the device comes back.
 */
public final class DeviceRequests {
  private static final int MOST_ATTEMPTS = 12;
  private static final long LOOK_FOR_EXPIRED_NANOS = 30_000_000_000L;

  private final RequestBook book;
  private final Consumer<Request> log;
  private final String gateway;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Timing timing;
  private final Map<String, DeviceLine> lines = new HashMap<>();
  private final Map<String, Active> active = new HashMap<>();
  private long looked;

  /**
   * How long is waited.
   *
   * @param answer for 9011 (超时时间 OverTime)
   * @param repeats how often a request is sent again (重发次数 ReCount)
   * @param execution for the next packet of data or 9012
   */
  public record Timing(Duration answer, int repeats, Duration execution) {
    /** 10 s, three times, 5 min. */
    public static Timing usual() {
      return new Timing(Duration.ofSeconds(10), 3, Duration.ofMinutes(5));
    }
  }

  private static final class Active {
    private Request request;
    private int sent;
    private long deadline;

    private Active(Request request) {
      this.request = request;
    }
  }

  /**
   * Nobody is connected yet.
   *
   * @param log where each change is written
   * @param gateway name of this gateway
   */
  public DeviceRequests(
      RequestBook book,
      Consumer<Request> log,
      String gateway,
      Clock clock,
      LongSupplier nanos,
      Timing timing) {
    this.book = book;
    this.log = log;
    this.gateway = gateway;
    this.clock = clock;
    this.nanos = nanos;
    this.timing = timing;
    this.looked = nanos.getAsLong();
  }

  /**
   * A new request: it is written, and sent once it is read again. Not made when the same is open
   * already, or too many are.
   */
  public void ask(Request request) {
    if (book.takes(request)) {
      log.accept(request);
    }
  }

  /** A request stands so in the topic. */
  public synchronized void read(Request request) {
    book.read(request);
    next(request.mn());
  }

  /** A packet of a device that has proved who it is: from now on it can be asked here. */
  public synchronized void heard(Packet packet, DeviceSession session) {
    String mn = packet.header().mn();
    DeviceLine line = lines.get(mn);
    if (line != null && line.session() == session) {
      line.heard(packet);
      return;
    }
    lines.put(mn, new DeviceLine(packet, session));
    putBack(mn); // what was asked over the old connection is asked over the new one
    next(mn);
  }

  /** A connection has gone. */
  public synchronized void gone(DeviceSession session) {
    List<String> of =
        lines.entrySet().stream()
            .filter(line -> line.getValue().session() == session)
            .map(Map.Entry::getKey)
            .toList();
    for (String mn : of) {
      lines.remove(mn);
      putBack(mn);
    }
  }

  private void putBack(String mn) {
    Active open = active.remove(mn);
    if (open != null) {
      change(open.request.become(State.WAITING, Optional.empty(), now()));
    }
  }

  /** Data came and stand in Kafka. */
  public synchronized void data(Packet packet) {
    Active open = active.get(packet.header().mn());
    if (open != null && open.request.qn().equals(packet.header().qn())) {
      open.request = book.own(open.request.withPacket());
      open.deadline = nanos.getAsLong() + timing.execution().toNanos();
    }
  }

  /** An answer came: 9011, 9012 or, to what is no request but a notice, 9013. */
  public synchronized void answer(Packet packet) {
    String mn = packet.header().mn();
    Active open = active.get(mn);
    if (open == null || !open.request.qn().equals(qn(packet))) {
      return;
    }
    Command command = packet.header().command().orElse(null);
    if (command == Command.REQUEST_ANSWER) {
      int code = code(packet, "QnRtn");
      String said = "QnRtn=" + code + QnRtn.of(code).map(r -> " " + r.name()).orElse("");
      if (code == QnRtn.READY.code()) {
        open.deadline = nanos.getAsLong() + timing.execution().toNanos();
        open.request = change(open.request.become(State.ACCEPTED, Optional.of(said), now()));
      } else {
        end(mn, State.REFUSED, said);
      }
    } else if (command == Command.RESULT) {
      int code = code(packet, "ExeRtn");
      String said = "ExeRtn=" + code + ExeRtn.of(code).map(r -> " " + r.name()).orElse("");
      end(mn, code == ExeRtn.DONE.code() ? State.DONE : State.FAILED, said);
    } else if (command == Command.NOTICE_ANSWER) {
      end(mn, State.DONE, "9013");
    }
  }

  /** Time has passed. */
  public synchronized void tick() {
    long time = nanos.getAsLong();
    for (String mn : List.copyOf(active.keySet())) {
      Active open = active.get(mn);
      if (time - open.deadline < 0) {
        continue;
      }
      if (open.request.state() == State.ACCEPTED) {
        end(mn, State.EXPIRED, open.request.result());
      } else if (open.sent > timing.repeats() || open.request.attempts() >= MOST_ATTEMPTS) {
        end(mn, State.SILENT, open.request.result());
      } else {
        send(open, lines.get(mn));
      }
    }
    if (time - looked >= LOOK_FOR_EXPIRED_NANOS) {
      looked = time;
      expire();
    }
  }

  private void expire() {
    Instant now = now();
    for (Request request : book.expired(now)) {
      if (!active.containsKey(request.mn())) {
        change(request.become(State.EXPIRED, Optional.empty(), now));
      }
    }
  }

  /** Sends the oldest request that is open, if the device is there and does nothing else. */
  private void next(String mn) {
    DeviceLine line = lines.get(mn);
    if (line != null && !active.containsKey(mn)) {
      book.oldestOpen(mn)
          .ifPresent(
              request -> {
                Active open = new Active(request);
                active.put(mn, open);
                send(open, line);
              });
    }
  }

  /** A request that is sent again keeps its number. */
  private void send(Active open, DeviceLine line) {
    String qn = open.sent == 0 ? line.number(now()) : open.request.qn();
    open.sent++;
    open.deadline = nanos.getAsLong() + timing.answer().toNanos();
    open.request = change(open.request.sent(qn, gateway, now()));
    line.send(open.request, now());
  }

  private void end(String mn, State state, String said) {
    change(active.remove(mn).request.become(state, Optional.of(said), now()));
    next(mn);
  }

  private Request change(Request request) {
    log.accept(book.own(request));
    return request;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** HJ/T 212-2005 repeats the number in the region. */
  private static String qn(Packet packet) {
    return packet.region().item("QN").map(Item::value).orElse(packet.header().qn());
  }

  private static int code(Packet packet, String name) {
    return packet
        .region()
        .item(name)
        .flatMap(Item::number)
        .filter(number -> number.scale() == 0 && number.precision() <= 4)
        .map(Number::intValue)
        .orElse(0);
  }

  /** The clock's time as the protocol writes it. */
  static LocalDateTime china(Instant at) {
    return LocalDateTime.ofInstant(at, ChinaTime.ZONE);
  }
}
