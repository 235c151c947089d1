// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic whose keys are plain UTF-8 text and whose values are Avro records of one type.
 *
 * @param <V> generated record type
 * @param name full topic name
 * @param valueType generated class of the values
 * @param keyDoc form of the key
 * @param doc what the topic carries
 * @param config topic configuration that differs from the broker's defaults
 */
public record Topic<V extends SpecificRecord>(
    String name, Class<V> valueType, String keyDoc, String doc, Map<String, String> config)
    implements TopicSpec {

  public Topic {
    config = Map.copyOf(config);
  }

  /** Registry subject of the values (TopicNameStrategy). */
  public String valueSubject() {
    return name + "-value";
  }
}
