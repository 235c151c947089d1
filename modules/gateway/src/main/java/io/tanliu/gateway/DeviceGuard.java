// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.access.AuditEntry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.Caller;
import io.tanliu.domain.device.Device;
import io.tanliu.gateway.hj212.Arrival;
import io.tanliu.gateway.hj212.DeviceMetrics.Outcome;
import io.tanliu.gateway.hj212.Guesses;
import io.tanliu.hj212.Cipher;
import io.tanliu.hj212.Header;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Who may speak HJ 212 here. */
final class DeviceGuard {
  private static final int SM4_BLOCK = 16;

  private final DeviceBook devices;
  private final AuditTrail audit;
  private final Clock clock;
  private final LongSupplier nanos;
  // Behind one address there may be a whole park of loggers, so it has more free.
  private final Guesses byDevice = new Guesses(5, Duration.ofSeconds(2), Duration.ofMinutes(15));
  private final Guesses byAddress = new Guesses(50, Duration.ofSeconds(1), Duration.ofMinutes(15));

  DeviceGuard(DeviceBook devices, AuditTrail audit, Clock clock, LongSupplier nanos) {
    this.devices = devices;
    this.audit = audit;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Why a packet is not taken whatever its password is; nothing when it depends on that. */
  Optional<Outcome> refusal(Arrival arrival) {
    Optional<Outcome> refusal = judge(arrival);
    refusal.ifPresent(why -> record(arrival, why));
    return refusal;
  }

  private void record(Arrival arrival, Outcome why) {
    Header header = arrival.packet().header();
    audit.record(
        new AuditEntry(
            AuditEntry.Kind.REFUSAL,
            clock.millis(),
            Caller.NOBODY,
            "hj212 " + header.cn(),
            "device:" + header.mn(),
            why.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            "",
            "",
            arrival.from().getHostAddress()));
  }

  private Optional<Outcome> judge(Arrival arrival) {
    Header header = arrival.packet().header();
    Optional<Device> device =
        devices.find(header.mn()).map(DeviceBook.Known::device).filter(Device::enabled);
    if (device.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_DEVICE);
    }
    Device.Guard wanted = device.get().guard();
    boolean another = arrival.certificate().filter(name -> !name.equals(header.mn())).isPresent();
    if (another || (wanted.certificate() && arrival.certificate().isEmpty())) {
      return Optional.of(Outcome.WRONG_CERTIFICATE);
    }
    boolean plain = arrival.packet().wire().cipher() == Cipher.PLAIN;
    boolean blocks = arrival.packet().region().length() >= SM4_BLOCK;
    return wanted.sm4Only() && plain && blocks
        ? Optional.of(Outcome.NOT_ENCRYPTED)
        : Optional.empty();
  }

  /** The device of a packet that {@link #refusal} let pass. */
  DeviceBook.Known known(Arrival arrival) {
    return devices.find(arrival.packet().header().mn()).orElseThrow();
  }

  /** Looks at a password that was not proved before; takes some milliseconds. */
  Optional<Outcome> prove(Arrival arrival, DeviceBook.Known known) {
    Optional<Outcome> refusal = judge(arrival, known);
    refusal.ifPresent(why -> record(arrival, why));
    return refusal;
  }

  private Optional<Outcome> judge(Arrival arrival, DeviceBook.Known known) {
    String password = arrival.packet().header().pw();
    // It may have been proved by an earlier packet while this one waited.
    if (known.remembers(password)) {
      return Optional.empty();
    }
    String mn = known.device().mn();
    String address = arrival.from().getHostAddress();
    long now = nanos.getAsLong();
    if (!byDevice.allowed(mn, now) || !byAddress.allowed(address, now)) {
      return Optional.of(Outcome.GUESSED_TOO_OFTEN);
    }
    if (known.accepts(password)) {
      byDevice.right(mn);
      return Optional.empty();
    }
    byDevice.wrong(mn, now);
    byAddress.wrong(address, now);
    return Optional.of(Outcome.WRONG_PASSWORD);
  }
}
