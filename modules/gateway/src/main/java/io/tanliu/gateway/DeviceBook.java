// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.DeviceDefinition;
import io.tanliu.domain.device.Device;
import io.tanliu.wire.DeviceMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The registered devices, as they stand in the compacted topic. */
final class DeviceBook {
  private final Map<String, Known> devices = new ConcurrentSkipListMap<>();
  private final Optional<SecretBox> secrets;

  /**
   * Nobody is registered yet.
   *
   * @param secrets opens the keys of devices that encrypt
   */
  DeviceBook(Optional<SecretBox> secrets) {
    this.secrets = secrets;
  }

  /** A device, ready for packets. */
  static final class Known {
    private final Device device;
    private final Map<String, String> points = new HashMap<>();
    // A hash is made to be slow; what was right once is right until the device is changed.
    private volatile String proven;
    private final Optional<byte[]> key;

    private Known(Device device, Optional<byte[]> key) {
      this.device = device;
      this.key = key;
      for (Device.Channel channel : device.channels()) {
        points.put(key(channel.command(), channel.factor(), channel.property()), channel.point());
      }
    }

    Device device() {
      return device;
    }

    /** The point whose reading this value is. */
    Optional<String> point(int command, String factor, String property) {
      return Optional.ofNullable(points.get(key(command, factor, property)));
    }

    /** Whether this is known to be its password, without reckoning. */
    boolean remembers(String password) {
      return password.equals(proven);
    }

    /** Whether this is its password; takes some milliseconds. */
    boolean accepts(String password) {
      boolean right = PasswordHash.matches(password, device.passwordHash());
      if (right) {
        proven = password;
      }
      return right;
    }

    private static String key(int command, String factor, String property) {
      return command + "|" + factor + "|" + property;
    }
  }

  /** Takes a record of the topic; null deletes. */
  void device(String mn, DeviceDefinition record) {
    if (record == null) {
      devices.remove(mn);
    } else {
      Device device = DeviceMapping.fromAvro(record);
      devices.put(mn, new Known(device, secrets.flatMap(box -> opened(box, device))));
    }
  }

  private static Optional<byte[]> opened(SecretBox box, Device device) {
    return box.open(device.guard().sm4Key(), device.mn());
  }

  /** The SM4 key of a device; nothing when it has none, or none that can be opened here. */
  Optional<byte[]> key(String mn) {
    return find(mn).flatMap(known -> known.key).map(byte[]::clone);
  }

  Optional<Known> find(String mn) {
    return Optional.ofNullable(devices.get(mn));
  }

  /** All devices, by number. */
  List<Device> all() {
    return devices.values().stream().map(Known::device).toList();
  }
}
