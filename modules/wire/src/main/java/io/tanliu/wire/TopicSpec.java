// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.util.Map;

/** A topic of the catalogue as an operator sees it: name, purpose and configuration. */
public sealed interface TopicSpec permits Topic, RawTopic {
  /** Full topic name. */
  String name();

  /** Form of the record key. */
  String keyDoc();

  /** What the topic carries. */
  String doc();

  /** Topic configuration that differs from the broker's defaults. */
  Map<String, String> config();
}
