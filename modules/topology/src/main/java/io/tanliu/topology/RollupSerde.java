// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.topology.state.RollupCodec;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Roll-up messages on the internal topic; nobody outside reads them. */
final class RollupSerde implements Serde<RollupMessage> {
  @Override
  public Serializer<RollupMessage> serializer() {
    return (topic, message) -> message == null ? null : encode(message);
  }

  @Override
  public Deserializer<RollupMessage> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }

  private static byte[] encode(RollupMessage message) {
    if (message instanceof RollupMessage.Change change) {
      return RollupCodec.change(
          change.unit(), change.asOf(), change.cause(), change.points(), change.buckets());
    }
    if (message instanceof RollupMessage.Counted counted) {
      return RollupCodec.counted(counted.tally());
    }
    RollupMessage.NewTarget target = (RollupMessage.NewTarget) message;
    return RollupCodec.target(target.id(), target.target());
  }

  private static RollupMessage decode(byte[] bytes) {
    if (RollupCodec.isCounted(bytes)) {
      return new RollupMessage.Counted(RollupCodec.counted(bytes));
    }
    return RollupCodec.decode(
        bytes,
        RollupMessage.Change::new,
        (String id, Optional<Target> target) -> new RollupMessage.NewTarget(id, target));
  }
}
