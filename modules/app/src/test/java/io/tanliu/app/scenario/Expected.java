// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What must come out of a scenario: calculated by hand, and as it was written down. */
public final class Expected {
  private static final String HEADER = "look,entity,target,period,level,measured,asked";

  private Expected() {}

  /** Lines of the calculation: lamps of each look. */
  public static List<String> calculated(Path scenario, List<LocalDate> looks) {
    Story story = new Story(scenario);
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (LocalDate look : looks) {
      new Lamps(story, look).all().forEach(lamp -> lines.add(lamp.line()));
    }
    return lines;
  }

  /** Lines as they stand beside the scenario. */
  public static List<String> written(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
