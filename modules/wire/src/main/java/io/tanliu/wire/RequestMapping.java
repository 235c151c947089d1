// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.DeviceRequest;
import io.tanliu.avro.DeviceRequestState;
import io.tanliu.domain.device.Request;

/** {@link Request} as Avro. */
public final class RequestMapping {
  private RequestMapping() {}

  /** The record for a request. */
  public static DeviceRequest toAvro(Request request) {
    return DeviceRequest.newBuilder()
        .setId(request.id())
        .setMn(request.mn())
        .setCommand(request.command())
        .setParameters(request.parameters())
        .setBy(request.by())
        .setState(DeviceRequestState.valueOf(request.state().name()))
        .setResult(request.result())
        .setQn(request.qn())
        .setAttempts(request.attempts())
        .setPackets(request.packets())
        .setGateway(request.gateway())
        .setCreatedAt(request.createdAt())
        .setChangedAt(request.changedAt())
        .setExpiresAt(request.expiresAt())
        .build();
  }

  /** The request in a record. */
  public static Request fromAvro(DeviceRequest record) {
    return new Request(
        record.getId(),
        record.getMn(),
        record.getCommand(),
        record.getParameters(),
        record.getBy(),
        Request.State.valueOf(record.getState().name()),
        record.getResult(),
        record.getQn(),
        record.getAttempts(),
        record.getPackets(),
        record.getGateway(),
        record.getCreatedAt(),
        record.getChangedAt(),
        record.getExpiresAt());
  }

  /** Key of the topic. */
  public static String key(Request request) {
    return request.mn() + Keys.SEPARATOR + request.id();
  }
}
