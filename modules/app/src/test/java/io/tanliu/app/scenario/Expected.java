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
  private static final String LAMPS = "look,entity,target,period,level,measured,asked";
  private static final String ALERTS = "look,entity,rule,subject,state,severity,from,why";

  private Expected() {}

  /** Lines of the calculation: lamps at each look. */
  public static List<String> lamps(Path scenario, List<LocalDate> looks) {
    Story story = new Story(scenario);
    List<String> lines = new ArrayList<>(List.of(LAMPS));
    for (LocalDate look : looks) {
      new Lamps(story, look).all().forEach(lamp -> lines.add(lamp.line()));
    }
    return lines;
  }

  /** Lines of the calculation: alerts at each look, those that are resolved among them. */
  public static List<String> alerts(Path scenario, List<LocalDate> looks) {
    Alerts alerts = new Alerts(new Story(scenario));
    List<String> lines = new ArrayList<>(List.of(ALERTS));
    looks.forEach(look -> lines.addAll(alerts.at(look)));
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

  /** What was written down for a look, without the look. */
  public static List<String> at(LocalDate look, Path file) {
    String day = look.minusDays(1) + ",";
    return written(file).stream()
        .filter(line -> line.startsWith(day))
        .map(line -> line.substring(day.length()))
        .sorted()
        .toList();
  }
}
