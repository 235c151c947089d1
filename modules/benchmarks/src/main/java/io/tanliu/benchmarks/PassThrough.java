// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** The least that a topology can do: the same bytes in and out. */
final class PassThrough {
  static final String APPLICATION_ID = "tanliu-pass-through";
  static final String TARGET = "tanliu.benchmark.copy";

  private PassThrough() {}

  static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(Load.FRAMES, Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .to(TARGET, Produced.with(Serdes.String(), Serdes.ByteArray()));
    return builder.build();
  }
}
