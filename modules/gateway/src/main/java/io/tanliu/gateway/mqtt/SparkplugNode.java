// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * What the births of an edge node have said, and whether it can be relied on: an alias means
 * something only as long as no message since the birth was missed.
 */
final class SparkplugNode {
  /** Pause between two rebirths that are asked of one node. */
  private static final long REBIRTH_PAUSE_MILLIS = 10_000;

  private static final int SEQUENCE = 256;
  private static final String BD_SEQ = "bdSeq";
  private static final String OWN = "";

  private final Map<Long, Named> aliases = new HashMap<>();
  private final Map<String, Integer> types = new HashMap<>();
  private final Map<String, Boolean> devices = new HashMap<>();
  private State state = State.UNBORN;
  private boolean complete;
  private long seq = -1;
  private long bdSeq = -1;
  private long asked = Long.MIN_VALUE;

  /** A metric as its birth named it. */
  record Named(String name, int datatype) {}

  /** Where a node stands. */
  enum State {
    /** No birth was seen. */
    UNBORN,
    /** Between birth and death. */
    BORN,
    /** Its death was seen. */
    DEAD
  }

  /** Number of names that are kept. */
  int size() {
    return aliases.size() + types.size() + devices.size();
  }

  /** The node is born (again): what was known of it and of its devices means nothing more. */
  void born(Payload birth) {
    aliases.clear();
    types.clear();
    devices.clear();
    state = State.BORN;
    complete = true;
    seq = birth.getSeq();
    bdSeq = bdSeq(birth);
    learn(OWN, birth);
  }

  /** A device of the node is born. */
  void deviceBorn(String device, Payload birth) {
    devices.put(device, true);
    learn(device, birth);
  }

  private void learn(String device, Payload birth) {
    for (Metric metric : birth.getMetricsList()) {
      if (metric.hasAlias()) {
        aliases.put(metric.getAlias(), new Named(metric.getName(), metric.getDatatype()));
      }
      if (metric.hasDatatype()) {
        types.put(key(device, metric.getName()), metric.getDatatype());
      }
    }
  }

  /** The node's connection has ended, if this will belongs to it and not to an older one. */
  void died(Payload death) {
    if (bdSeq < 0 || bdSeq(death) < 0 || bdSeq(death) == bdSeq) {
      state = State.DEAD;
    }
  }

  /** A device of the node has gone. */
  void deviceDied(String device) {
    devices.put(device, false);
  }

  /** Takes the sequence number of a message after the birth. The same once more is a repeat. */
  void follow(Payload payload) {
    long next = payload.getSeq();
    if (seq < 0 || (next != seq && next != (seq + 1) % SEQUENCE)) {
      complete = false;
    }
    seq = next;
  }

  /** Messages may have been missed. */
  void doubt() {
    complete = false;
  }

  /** Whether data of the node, or of a device, come after its death. */
  boolean dead(Optional<String> device) {
    return state == State.DEAD
        || device.filter(name -> Boolean.FALSE.equals(devices.get(name))).isPresent();
  }

  /** Whether a rebirth should be asked for now; then it counts as asked for. */
  boolean wantsRebirth(Optional<String> device, long now) {
    boolean whole =
        state == State.BORN
            && complete
            && device.map(name -> devices.getOrDefault(name, false)).orElse(true);
    if (whole || (asked != Long.MIN_VALUE && now - asked < REBIRTH_PAUSE_MILLIS)) {
      return false;
    }
    asked = now;
    return true;
  }

  /** The metric, by its own name or by its alias while that can be relied on. */
  Optional<Named> named(Optional<String> device, Metric metric) {
    if (!metric.getName().isEmpty()) {
      int known = types.getOrDefault(key(device.orElse(OWN), metric.getName()), 0);
      return Optional.of(
          new Named(metric.getName(), metric.hasDatatype() ? metric.getDatatype() : known));
    }
    return state == State.BORN && complete
        ? Optional.ofNullable(aliases.get(metric.getAlias()))
        : Optional.empty();
  }

  private static long bdSeq(Payload payload) {
    for (Metric metric : payload.getMetricsList()) {
      if (metric.getName().equals(BD_SEQ)) {
        return metric.hasLongValue() ? metric.getLongValue() : metric.getIntValue();
      }
    }
    return -1;
  }

  private static String key(String device, String name) {
    return device + '\u0000' + name;
  }
}
