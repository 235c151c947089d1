// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.domain.device.Request;
import io.tanliu.gateway.hj212.RequestBook;
import io.tanliu.hj212.Command;
import io.tanliu.wire.RequestMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /api/v1/devices/{mn}/requests}: what the platform asks of devices. */
final class DeviceRequestsHandler {
  private final DeviceBook devices;
  private final RequestBook book;
  private final OwnWrites writes;
  private final BodyReader bodies;
  private final Clock clock;

  DeviceRequestsHandler(
      DeviceBook devices, RequestBook book, OwnWrites writes, BodyReader bodies, Clock clock) {
    this.devices = devices;
    this.book = book;
    this.writes = writes;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Asks; the request is sent when the device is connected, here or to another gateway. */
  Answer post(Context ctx, InputStream body) throws IOException {
    String mn = device(ctx);
    JsonFields fields = JsonFields.read(bodies, body, ReadingsRequest.gzip(ctx), DeviceAsks.FIELDS);
    Request request = DeviceAsks.of(mn, fields, by(ctx), clock.instant());
    if (book.open(mn) >= RequestBook.MOST_OPEN) {
      throw Problem.of(
          Problem.Code.REQUESTS_OPEN,
          "mn",
          mn,
          "a device with less than " + RequestBook.MOST_OPEN + " open requests");
    }
    writes.write(
        Topics.DEVICE_REQUEST,
        RequestMapping.key(request),
        RequestMapping.toAvro(request),
        "request");
    return Answer.json(202, json(request), "asked");
  }

  /** The newest requests to a device, the newest first. */
  Answer list(Context ctx, InputStream body) {
    List<Map<String, Object>> found =
        book.of(device(ctx)).stream().map(DeviceRequestsHandler::json).toList();
    return Answer.json(200, Map.of("requests", found), "requests");
  }

  /** How one stands. */
  Answer one(Context ctx, InputStream body) {
    String id = ctx.pathParam("id");
    return book.of(device(ctx)).stream()
        .filter(request -> request.id().equals(id))
        .findFirst()
        .map(request -> Answer.json(200, json(request), "requests"))
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REQUEST, "id", id, "a request"));
  }

  private String device(Context ctx) {
    String mn = ctx.pathParam("mn");
    if (devices.find(mn).isEmpty()) {
      throw Problem.of(Problem.Code.UNKNOWN_DEVICE, "mn", mn, "a registered device");
    }
    return mn;
  }

  /** Who asks; {@code api} when nobody was asked for a name. */
  private static String by(Context ctx) {
    String id = HttpGate.caller(ctx).id();
    return id.isEmpty() ? "api" : id;
  }

  private static Map<String, Object> json(Request request) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", request.id());
    json.put("mn", request.mn());
    json.put("command", request.command());
    json.put("name", Command.of(request.command()).map(Enum::name).orElse(""));
    json.put("parameters", new TreeMap<>(request.parameters()));
    json.put("by", request.by());
    json.put("state", request.state().name());
    json.put("result", request.result());
    json.put("qn", request.qn());
    json.put("attempts", request.attempts());
    json.put("packets", request.packets());
    json.put("gateway", request.gateway());
    json.put("createdAt", request.createdAt().toString());
    json.put("changedAt", request.changedAt().toString());
    json.put("expiresAt", request.expiresAt().toString());
    return json;
  }
}
