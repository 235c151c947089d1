// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A contract in words. */
final class ContractText {
  private ContractText() {}

  /** Everything about one topic. */
  static String whole(TopicContract contract) {
    StringBuilder text = new StringBuilder(contract.topic().doc()).append(".\n\n");
    line(text, "Audience", contract.audience().text());
    line(text, "Key", contract.topic().keyDoc());
    line(text, "Partition", "by " + partitionedBy(contract));
    line(
        text,
        "Order",
        "the records of a key stand in the order in which they were written"
            + (contract.newestPerKey() ? ", and the newest counts" : "; each is of its own"));
    line(text, "Kept", kept(contract));
    line(
        text,
        "Once",
        contract.exactlyOnce()
            ? "written in transactions: with read_committed every record is seen once"
            : "a writer may repeat a record after a failure; a repeat says the same");
    contract.eventTime().ifPresent(field -> line(text, "Event time", "field " + field));
    line(
        text,
        "Timestamp",
        contract
            .recordTime()
            .map(field -> "that of the field " + field)
            .orElse("when what led to it was received, not when it happened"));
    line(text, "Without value", contract.deletion().orElse("never written"));
    line(
        text,
        "Written by",
        contract.writers().stream().map(Writer::text).collect(Collectors.joining(", ")));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append('\n');
  }

  static String partitionedBy(TopicContract contract) {
    return contract.partitionedByWholeKey()
        ? "murmur2 of the whole key"
        : "murmur2 of the key before the first |";
  }

  /** How long records stay. */
  static String kept(TopicContract contract) {
    Map<String, String> config = contract.topic().config();
    String age = age(config.getOrDefault("retention.ms", "-1"));
    return switch (config.get("cleanup.policy")) {
      case "compact" -> "newest per key, for ever";
      case "compact,delete" -> "newest per key, " + age;
      default -> age;
    };
  }

  private static String age(String millis) {
    long days = Duration.ofMillis(Long.parseLong(millis)).toDays();
    return millis.equals("-1") ? "for ever" : days == 1 ? "1 day" : days + " days";
  }

  /** The table of docs/CONTRACTS.md, one row per topic. */
  static String table() {
    StringBuilder table = new StringBuilder();
    for (Audience audience : Audience.values()) {
      table
          .append("\n**For whom: ")
          .append(audience.text())
          .append(audience.promised() ? "" : ", nothing is promised")
          .append("**\n\n| topic | key | value | kept | event time | no value | once |\n")
          .append("|---|---|---|---|---|---|---|\n");
      TopicContracts.all().stream()
          .filter(contract -> contract.audience() == audience)
          .forEach(contract -> row(table, contract));
    }
    return table.toString();
  }

  private static void row(StringBuilder table, TopicContract contract) {
    String key = contract.key().text();
    table
        .append("| `")
        .append(contract.topic().name().substring(Topics.PREFIX.length()))
        .append("` | ")
        .append(
            key.isEmpty()
                ? contract.topic().keyDoc()
                : '`' + key.replace("|", "\\|").replace(" or ", "` or `") + '`')
        .append(" | ")
        .append(
            contract.topic() instanceof Topic<?> topic
                ? topic.valueType().getSimpleName()
                : "bytes")
        .append(" | ")
        .append(kept(contract))
        .append(" | ")
        .append(contract.eventTime().map(field -> "`" + field + "`").orElse(""))
        .append(" | ")
        .append(contract.deletion().orElse(""))
        .append(" | ")
        .append(contract.exactlyOnce() ? "yes" : "")
        .append(" |\n");
  }
}
