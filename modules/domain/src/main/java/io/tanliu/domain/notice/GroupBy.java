// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import io.tanliu.domain.notice.AlertNews.Facts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What alerts must have in common to be told together.
 *
 * @param parts in the order in which they stand in the group's name; at least one
 */
public record GroupBy(List<Part> parts) {
  /** The rule, and the prefecture city above the alert. */
  public static final GroupBy DEFAULT = new GroupBy(List.of(Part.RULE, Part.CITY));

  private static final String NONE = "-";
  private static final Set<String> REGIONS =
      Set.of("region", "county", "city", "province", "nation");

  /** One thing that alerts can have in common. */
  public enum Part {
    /** Code of the rule. */
    RULE,
    /** WARNING or CRITICAL, as it was when the alert began. */
    SEVERITY,
    /** Quantity that was judged. */
    QUANTITY,
    /** The entity itself. */
    ENTITY,
    /** The alert itself: nothing is grouped. */
    ALERT,
    /** Region at which escalation starts. */
    REGION,
    /** County or zone above the alert (县区). */
    COUNTY,
    /** Prefecture city above it (设区市). */
    CITY,
    /** Province above it (省). */
    PROVINCE,
    /** The nation. */
    NATION;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public GroupBy {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("groupBy: none (expected: at least one part)");
    }
  }

  /**
   * The parts of these names, such as {@code rule} and {@code city}; of no names the default.
   *
   * @throws IllegalArgumentException when a name is none of {@link Part}
   */
  public static GroupBy of(List<String> names) {
    return names.isEmpty() ? DEFAULT : new GroupBy(names.stream().map(GroupBy::part).toList());
  }

  private static Part part(String text) {
    return Arrays.stream(Part.values())
        .filter(part -> part.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "groupBy: "
                        + text
                        + " (expected: one of "
                        + Arrays.stream(Part.values())
                            .map(Part::text)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }

  /** Name of the group, e.g. {@code rule=unit-offline,city=360100}; has no {@code |}. */
  public String group(AlertNews news) {
    return parts.stream()
        .map(part -> part.text() + "=" + value(part, news).replace('|', '/'))
        .collect(Collectors.joining(","));
  }

  /** Code of the region in the name of a group, when alerts were grouped by one. */
  public static Optional<String> region(String group) {
    return Arrays.stream(group.split(","))
        .map(part -> part.split("=", 2))
        .filter(part -> part.length == 2 && REGIONS.contains(part[0]) && !part[1].equals(NONE))
        .map(part -> part[1])
        .findFirst();
  }

  private static String value(Part part, AlertNews news) {
    Facts facts = news.facts();
    return switch (part) {
      case RULE -> facts.rule();
      case SEVERITY -> news.severity().name();
      case QUANTITY -> facts.quantity();
      case ENTITY -> facts.entity();
      case ALERT -> news.alertId();
      case REGION -> facts.line().isEmpty() ? NONE : facts.line().get(0);
      case COUNTY -> above(facts.line(), 0);
      case CITY -> above(facts.line(), 1);
      case PROVINCE -> above(facts.line(), 2);
      case NATION -> above(facts.line(), 3);
    };
  }

  /** First region upward of that level, or of a wider one when the line has none. */
  private static String above(List<String> line, int level) {
    return line.stream().filter(code -> level(code) >= level).findFirst().orElse(NONE);
  }

  /** Level that a code of GB/T 2260 shows: 0 county or zone, 1 prefecture city, 2 province. */
  private static int level(String code) {
    if (code.length() != 6 || !code.endsWith("00")) {
      return 0;
    }
    if (!code.endsWith("0000")) {
      return 1;
    }
    return code.equals("100000") ? 3 : 2;
  }
}
