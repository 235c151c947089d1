// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.topology.state.Fingerprint;
import io.tanliu.wire.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What was told last, as fingerprints: a result that differs in nothing but how far the data
 * reached is not told again.
 */
final class Told {
  private static final char LAST = '\uffff';

  private KeyValueStore<String, byte[]> store;

  /** Kinds of results. */
  enum Kind {
    LAMPS('L'),
    INTENSITY('I'),
    SHARE('S'),
    FORECAST('F'),
    SIGNAL('A');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  void init(KeyValueStore<String, byte[]> told) {
    store = told;
  }

  /**
   * Notes a result; true when it is another than what was told last.
   *
   * @param key of the record, begins with the entity
   * @param unstamped the result without event time and revision
   */
  boolean changed(Kind kind, String key, SpecificRecord unstamped) {
    return changed(kind, key, bytes(unstamped));
  }

  /** The same for anything that can be told by bytes. */
  boolean changed(Kind kind, String key, byte[] content) {
    byte[] now = Fingerprint.of(content);
    String at = key(kind, key);
    byte[] before = store.get(at);
    if (before != null && Arrays.equals(before, now)) {
      return false;
    }
    store.put(at, now);
    return true;
  }

  /**
   * Keys of an entity that were told and are not among those that still hold; they are forgotten.
   */
  List<String> gone(Kind kind, String entity, Set<String> stillThere) {
    String from = entity + Keys.SEPARATOR + kind.letter + Keys.SEPARATOR;
    List<String> gone = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.range(from, from + LAST)) {
      while (all.hasNext()) {
        String key = entity + Keys.SEPARATOR + all.next().key.substring(from.length());
        if (!stillThere.contains(key)) {
          gone.add(key);
        }
      }
    }
    gone.forEach(key -> store.delete(key(kind, key)));
    return gone;
  }

  private static String key(Kind kind, String key) {
    int end = key.indexOf(Keys.SEPARATOR);
    return key.substring(0, end + 1) + kind.letter + key.substring(end);
  }

  private static byte[] bytes(SpecificRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
