// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.device.Request;
import io.tanliu.hj212.ChinaTime;
import io.tanliu.hj212.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Requests to devices, made of documents: which there are, and what each needs. */
final class DeviceAsks {
  static final Set<String> FIELDS =
      Set.of("command", "from", "to", "seconds", "minutes", "repeats", "info", "expires");

  private static final Duration USUAL_EXPIRY = Duration.ofDays(1);
  private static final Duration LONGEST_EXPIRY = Duration.ofDays(30);
  private static final Duration LONGEST_HISTORY = Duration.ofDays(366);

  private static final Set<Command> PLAIN =
      EnumSet.of(
          Command.TIME,
          Command.REALTIME_INTERVAL,
          Command.MINUTE_INTERVAL,
          Command.REALTIME,
          Command.STOP_REALTIME,
          Command.DEVICE_STATE,
          Command.STOP_DEVICE_STATE,
          Command.DEVICE_ID);
  private static final Set<Command> HISTORY =
      EnumSet.of(Command.DAY, Command.RUNNING_TIME, Command.MINUTE, Command.HOUR);

  private DeviceAsks() {}

  /** A request for the device's clock to be set to what it is when the request is sent. */
  static Request setTime(String mn, String by, Instant now) {
    return request(mn, Command.SET_TIME, Map.of("SystemTime", "now"), by, now, USUAL_EXPIRY);
  }

  /**
   * The request that a document describes.
   *
   * @throws ProblemException when the command is none that is asked, or lacks what it needs
   */
  static Request of(String mn, JsonFields fields, String by, Instant now) {
    int code =
        fields
            .whole("command", 1_000, 9_999)
            .orElseThrow(() -> JsonFields.refused("command", "", "a command such as 2051"));
    Command command = Command.of(code).orElseThrow(() -> refusedCommand(code));
    Duration expiry = fields.duration("expires").orElse(USUAL_EXPIRY);
    if (expiry.compareTo(LONGEST_EXPIRY) > 0) {
      throw JsonFields.refused("expires", expiry.toString(), "at most P30D");
    }
    return request(mn, command, parameters(command, fields, now), by, now, expiry);
  }

  private static Request request(
      String mn,
      Command command,
      Map<String, String> parameters,
      String by,
      Instant now,
      Duration expiry) {
    Instant at = Instant.ofEpochMilli(now.toEpochMilli());
    return Request.waiting(
        UUID.randomUUID().toString(), mn, command.code(), parameters, by, at, at.plus(expiry));
  }

  private static Map<String, String> parameters(Command command, JsonFields fields, Instant now) {
    if (PLAIN.contains(command)) {
      return Map.of();
    }
    if (HISTORY.contains(command)) {
      return history(fields, now);
    }
    return switch (command) {
      case SET_TIME -> Map.of("SystemTime", "now");
      case SET_REALTIME_INTERVAL -> Map.of("RtdInterval", whole(fields, "seconds", 1, 9_999));
      case SET_MINUTE_INTERVAL -> Map.of("MinInterval", whole(fields, "minutes", 1, 1_440));
      case SET_TIMEOUT ->
          Map.of(
              "OverTime", whole(fields, "seconds", 1, 9_999),
              "ReCount", whole(fields, "repeats", 0, 99));
      case DEVICE_INFO -> {
        Map<String, String> info = new LinkedHashMap<>(history(fields, now));
        info.put("InfoId", infoId(fields));
        yield info;
      }
      default -> throw refusedCommand(command.code());
    };
  }

  private static String infoId(JsonFields fields) {
    String id = fields.required("info", 32);
    if (!id.matches("[A-Za-z0-9]{1,32}")) {
      throw JsonFields.refused("info", id, "an information code such as i11001");
    }
    return id;
  }

  private static String whole(JsonFields fields, String name, int least, int most) {
    return fields
        .whole(name, least, most)
        .map(String::valueOf)
        .orElseThrow(() -> JsonFields.refused(name, "", "a whole number"));
  }

  private static Map<String, String> history(JsonFields fields, Instant now) {
    Instant from = moment(fields, "from");
    Instant to = moment(fields, "to");
    if (from.isAfter(to) || to.isAfter(now.plus(Duration.ofDays(1)))) {
      throw JsonFields.refused("to", to.toString(), "not before from, and not in the future");
    }
    if (Duration.between(from, to).compareTo(LONGEST_HISTORY) > 0) {
      throw JsonFields.refused("from", from.toString(), "at most 366 days before to");
    }
    return Map.of("BeginTime", china(from), "EndTime", china(to));
  }

  private static Instant moment(JsonFields fields, String name) {
    return fields
        .moment(name)
        .orElseThrow(
            () -> JsonFields.refused(name, "", "a moment such as 2026-05-01T08:00:00+08:00"));
  }

  private static String china(Instant at) {
    return ChinaTime.seconds(LocalDateTime.ofInstant(at, ChinaTime.ZONE));
  }

  private static ProblemException refusedCommand(int code) {
    return JsonFields.refused(
        "command",
        Integer.toString(code),
        "1000, 1011, 1012, 1061 to 1064, 2011, 2012, 2021, 2022, 2031, 2041, 2051, 2061, 3019 or"
            + " 3020");
  }
}
