// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Bytes that were written, as producers compressed them, and bytes that lie in stores. */
final class Bytes {
  private static final String IN = "kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic=";

  private Bytes() {}

  /**
   * Bytes that the broker of this process has taken in, by topic: unlike what lies in its log, the
   * same whether the log was compacted meanwhile or not.
   */
  static Map<String, Long> written(Predicate<String> topics) throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    Map<String, Long> written = new TreeMap<>();
    for (ObjectName name : beans.queryNames(new ObjectName(IN + "*"), null)) {
      String topic = name.getKeyProperty("topic");
      if (topics.test(topic)) {
        written.put(topic, (Long) beans.getAttribute(name, "Count"));
      }
    }
    return written;
  }

  /** Bytes on disk by name of the store, of all tasks together. */
  static Map<String, Long> stored(Path stateDirectory) throws IOException {
    Map<String, Long> stored = new TreeMap<>();
    try (Stream<Path> files = Files.walk(stateDirectory)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("rocksdb"))
          .forEach(
              file ->
                  stored.merge(
                      file.getParent().getFileName().toString(),
                      file.toFile().length(),
                      Long::sum));
    }
    return stored;
  }

  /** The sum, and each part of a tenth of a byte or more, per reading. */
  static String perReading(Map<String, Long> bytes, double readings) {
    double sum = 0;
    StringBuilder parts = new StringBuilder();
    for (Map.Entry<String, Long> entry : bytes.entrySet()) {
      double each = entry.getValue() / readings;
      sum += each;
      if (each >= 0.05) {
        parts.append(parts.isEmpty() ? "" : ", ").append(entry.getKey());
        parts.append(String.format(" %.1f", each));
      }
    }
    return String.format("%.1f (%s)", sum, parts);
  }
}
