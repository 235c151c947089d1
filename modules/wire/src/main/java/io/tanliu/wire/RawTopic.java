// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.util.Map;

/**
 * A topic of plain bytes, without a schema.
 *
 * @param name full topic name
 * @param keyDoc form of the key
 * @param doc what the topic carries
 * @param config topic configuration that differs from the broker's defaults
 */
public record RawTopic(String name, String keyDoc, String doc, Map<String, String> config)
    implements TopicSpec {

  public RawTopic {
    config = Map.copyOf(config);
  }
}
