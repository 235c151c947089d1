// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.ReadingEdit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest changes by hand, bounded per unit and in all; the topic keeps every one for ever. */
final class Edits {
  /** Changes of one unit that are kept here. */
  static final int PER_UNIT = 1_000;

  /** Units whose changes are kept here: those that were changed last. */
  private static final int UNITS = 1_000;

  private static final Comparator<ReadingEdit> NEWEST_FIRST =
      Comparator.comparing(ReadingEdit::getEditedAt)
          .reversed()
          .thenComparing(ReadingEdit::getFrameId)
          .thenComparing(ReadingEdit::getIndex);

  private final Map<String, Map<String, ReadingEdit>> byUnit = new HashMap<>();
  private final LinkedHashMap<String, Boolean> units = new LinkedHashMap<>(16, 0.75f, true);

  /** Takes a record of the topic; what was taken before is not taken twice. */
  synchronized void put(String unit, ReadingEdit edit) {
    if (edit == null) {
      return;
    }
    Map<String, ReadingEdit> edits = byUnit.computeIfAbsent(unit, u -> new LinkedHashMap<>());
    units.put(unit, true);
    edits.put(edit.getFrameId() + "|" + edit.getIndex(), edit);
    if (edits.size() > PER_UNIT) {
      edits.remove(edits.keySet().iterator().next());
    }
    if (units.size() > UNITS) {
      String oldest = units.keySet().iterator().next();
      units.remove(oldest);
      byUnit.remove(oldest);
    }
  }

  /** Changes of a unit, newest first. */
  synchronized List<ReadingEdit> newest(String unit, int limit) {
    return byUnit.getOrDefault(unit, Map.of()).values().stream()
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }
}
