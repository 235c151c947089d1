// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Opens a page in the browser of whoever sits at this machine, if somebody does. */
final class Browser {
  /** Set by the launcher where somebody reads the output; the JDK cannot tell in all versions. */
  private static final String TERMINAL = "tanliu.terminal";

  private Browser() {}

  /** Opens the page where there is a screen and a terminal; nothing happens where there is none. */
  static void open(String url) {
    if (!Boolean.getBoolean(TERMINAL)) {
      return;
    }
    Optional<String> opener = opener(System.getProperty("os.name"), System.getenv());
    if (opener.isPresent()) {
      try {
        new ProcessBuilder(opener.get(), url)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        // There is none; the address stands in the terminal.
      }
    }
  }

  /** Command that opens an address; empty without a screen. */
  static Optional<String> opener(String system, Map<String, String> environment) {
    if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      return Optional.of("open");
    }
    boolean screen =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return screen ? Optional.of("xdg-open") : Optional.empty();
  }
}
