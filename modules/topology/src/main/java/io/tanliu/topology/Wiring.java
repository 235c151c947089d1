// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topic;
import io.tanliu.wire.registry.RegistryException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What every topology is wired with. */
public final class Wiring {
  private Wiring() {}

  /** Puts a record where everything of the entity is with which its key begins. */
  public static <V> StreamPartitioner<String, V> byEntity() {
    return (topic, key, value, partitions) ->
        Optional.of(Set.of(EntityPartitioner.partition(key, partitions)));
  }

  /** Processors with the stores that they own. */
  public static <A, B> ProcessorSupplier<String, A, String, B> supplier(
      Supplier<Processor<String, A, String, B>> processor, Set<StoreBuilder<?>> stores) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, A, String, B> get() {
        return processor.get();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return stores;
      }
    };
  }

  /**
   * Keeps a topic whole in every instance.
   *
   * @param store name of the global store that holds it
   * @param source name of what reads it
   * @param changed told of every record that stood in the topic and that comes, with null for a
   *     deletion, on the thread of the global stores
   */
  public static void mirror(
      StreamsBuilder builder,
      Topic<?> topic,
      String store,
      String source,
      BiConsumer<String, byte[]> changed) {
    builder.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled(),
        topic.name(),
        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(source),
        () -> new Mirror(store, changed));
  }

  /**
   * Reads a record: one that cannot be read is left, one that cannot be read now is read again.
   *
   * @param left is told why a record is left
   * @return what was read, or nothing
   * @throws SerializationException if the record may be readable later: the task stops and comes
   *     back to it
   */
  public static <T> List<T> readable(Supplier<T> read, Consumer<SerializationException> left) {
    try {
      return List.of(read.get());
    } catch (SerializationException e) {
      if (RegistryException.unavailable(e)) {
        throw e;
      }
      left.accept(e);
      return List.of();
    }
  }
}
