// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import java.util.List;
import java.util.Optional;

/**
 * A topic of Sparkplug B: {@code spBv1.0/group/type/edge} or {@code
 * spBv1.0/group/type/edge/device}.
 *
 * @param device empty when it is the edge node's own
 */
record SparkplugTopic(String group, Type type, String edge, Optional<String> device) {
  /** First level, with the slash after it. */
  static final String NAMESPACE = "spBv1.0/";

  /** Of nodes and of devices; commands and states of hosts are not for this side. */
  static final List<String> FILTERS =
      List.of(
          "spBv1.0/+/NBIRTH/+",
          "spBv1.0/+/NDATA/+",
          "spBv1.0/+/NDEATH/+",
          "spBv1.0/+/DBIRTH/+/+",
          "spBv1.0/+/DDATA/+/+",
          "spBv1.0/+/DDEATH/+/+");

  /** Kinds of messages that come from edge nodes. */
  enum Type {
    NBIRTH,
    NDATA,
    NDEATH,
    DBIRTH,
    DDATA,
    DDEATH;

    boolean birth() {
      return this == NBIRTH || this == DBIRTH;
    }

    boolean ofDevice() {
      return name().startsWith("D");
    }
  }

  /** Reads a topic; empty when it is none of these. */
  static Optional<SparkplugTopic> of(String topic) {
    String[] levels = topic.split("/", -1);
    if (levels.length < 4 || levels.length > 5 || !NAMESPACE.equals(levels[0] + "/")) {
      return Optional.empty();
    }
    for (Type type : Type.values()) {
      if (type.name().equals(levels[2])) {
        boolean fits = type.ofDevice() == (levels.length == 5);
        Optional<String> device = levels.length == 5 ? Optional.of(levels[4]) : Optional.empty();
        return fits
            ? Optional.of(new SparkplugTopic(levels[1], type, levels[3], device))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether its metrics are values; those of a death are not. */
  boolean carriesValues() {
    return type != Type.NDEATH && type != Type.DDEATH;
  }

  /** Names the edge node. */
  String node() {
    return group + "/" + edge;
  }

  /** Where its edge node takes commands. */
  String command() {
    return NAMESPACE + group + "/NCMD/" + edge;
  }
}
