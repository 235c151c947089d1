// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.wire.Topic;
import org.apache.avro.specific.SpecificRecord;

/** What a station's processor gives. */
sealed interface Out {
  /**
   * A record of a topic.
   *
   * @param value null takes back what was told
   */
  record Published(Topic<?> topic, SpecificRecord value) implements Out {}

  /** To the network in the key. */
  record Word(NetworkWord word) implements Out {}
}
