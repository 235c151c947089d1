// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import io.tanliu.wire.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * How the key of a topic follows from the value: one or more templates, of which the first whose
 * fields all say something holds. {@code {field}} is the text of a field, a bar between two of them
 * stands for itself; after a colon stands the {@link Part} of the field that is meant.
 *
 * @param templates such as <code>{entity}|{granularity}|{start:seconds}</code>, best first
 */
public record KeyForm(List<String> templates) {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?::([A-Za-z]+))?}");

  /** Which text of a field stands in the key. */
  private enum Part {
    /** The whole text, which has no bar. */
    WHOLE("[^|]+"),
    /** The whole text, which may have bars. */
    ALL(".+"),
    /** The whole text, or nothing when the field is null or empty. */
    OPTIONAL("[^|]*"),
    /** The name of a rolling window, which has no start. */
    ROLLING("rolling-[0-9a-zA-Z]+"),
    /** A moment in UTC, to the second. */
    SECONDS("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
    /** A moment in UTC, to the millisecond. */
    MILLIS("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z"),
    /** The entity within the identity of an alert, {@code rule|entity|subject}. */
    ENTITY("[^|]+");

    private final String pattern;

    Part(String pattern) {
      this.pattern = pattern;
    }

    /** The text of a field; empty when this template does not hold for it. */
    private Optional<String> of(Object value) {
      String text = value == null ? "" : value.toString();
      return switch (this) {
        case WHOLE, ALL -> Optional.of(text).filter(t -> !t.isEmpty());
        case OPTIONAL -> Optional.of(text);
        case ROLLING -> Optional.of(text).filter(t -> t.startsWith("rolling-"));
        case SECONDS -> value instanceof Long time ? Optional.of(Keys.startText(time)) : none();
        case MILLIS -> value instanceof Long time ? Optional.of(Keys.momentText(time)) : none();
        case ENTITY -> Optional.of(text.split("\\|", -1)).filter(p -> p.length > 2).map(p -> p[1]);
      };
    }

    private static Optional<String> none() {
      return Optional.empty();
    }
  }

  public KeyForm {
    templates = List.copyOf(templates);
  }

  /**
   * The key that a value belongs under; empty when no template holds.
   *
   * @param value with times as numbers (no logical types)
   */
  public Optional<String> of(IndexedRecord value) {
    return templates.stream()
        .map(template -> filled(template, value))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> filled(String template, IndexedRecord value) {
    StringBuilder key = new StringBuilder();
    Matcher places = PLACE.matcher(template);
    int done = 0;
    while (places.find()) {
      key.append(template, done, places.start());
      done = places.end();
      Optional<String> text = part(places).of(field(value, places.group(1)));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      key.append(text.get());
    }
    return Optional.of(key.append(template, done, template.length()).toString());
  }

  private static Object field(IndexedRecord value, String name) {
    Schema.Field field = value.getSchema().getField(name);
    if (field == null) {
      throw new IllegalArgumentException(
          name + " (expected: a field of " + value.getSchema().getName() + ")");
    }
    return value.get(field.pos());
  }

  private static Part part(Matcher place) {
    return place.group(2) == null
        ? Part.WHOLE
        : Part.valueOf(place.group(2).toUpperCase(java.util.Locale.ROOT));
  }

  /** Regular expression of every key, also of those without value. */
  public String pattern() {
    List<String> all = new ArrayList<>();
    for (String template : templates) {
      StringBuilder pattern = new StringBuilder();
      Matcher places = PLACE.matcher(template);
      int done = 0;
      while (places.find()) {
        pattern.append(literal(template.substring(done, places.start())));
        done = places.end();
        pattern.append(part(places).pattern);
      }
      all.add(pattern.append(literal(template.substring(done))).toString());
    }
    return all.size() == 1 ? "^" + all.get(0) + "$" : "^(" + String.join("|", all) + ")$";
  }

  private static String literal(String text) {
    return text.replace("|", "\\|");
  }

  /** For people: the templates without the parts of their fields. */
  public String text() {
    List<String> texts = new ArrayList<>();
    for (String template : templates) {
      texts.add(
          template
              .replaceAll("\\{(\\w+):entity}", "{entity of $1}")
              .replaceAll("\\{(\\w+):[A-Za-z]+}", "{$1}"));
    }
    return String.join(" or ", texts);
  }
}
