// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.DeviceChannel;
import io.tanliu.avro.DeviceDefinition;
import io.tanliu.domain.device.Device;

/** {@link Device} as Avro. */
public final class DeviceMapping {
  private DeviceMapping() {}

  /** The record for a device. */
  public static DeviceDefinition toAvro(Device device) {
    return DeviceDefinition.newBuilder()
        .setMn(device.mn())
        .setUnit(device.unit())
        .setEnabled(device.enabled())
        .setPasswordHash(device.passwordHash())
        .setAnyChecksum(device.anyChecksum())
        .setFlags(device.flags())
        .setChannels(
            device.channels().stream()
                .map(c -> new DeviceChannel(c.command(), c.factor(), c.property(), c.point()))
                .toList())
        .setSm4Key(device.guard().sm4Key())
        .setSm4Only(device.guard().sm4Only())
        .setCertificate(device.guard().certificate())
        .setMinuteInterval(device.minuteInterval())
        .build();
  }

  /** The device in a record. */
  public static Device fromAvro(DeviceDefinition record) {
    return new Device(
        record.getMn(),
        record.getUnit(),
        record.getEnabled(),
        record.getPasswordHash(),
        record.getAnyChecksum(),
        record.getFlags(),
        record.getChannels().stream()
            .map(
                c ->
                    new Device.Channel(
                        c.getCommand(), c.getFactor(), c.getProperty(), c.getPoint()))
            .toList(),
        new Device.Guard(record.getSm4Key(), record.getSm4Only(), record.getCertificate()),
        record.getMinuteInterval());
  }
}
