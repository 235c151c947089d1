// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.simulator.Progress;
import io.tanliu.simulator.Progress.State;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Shows how far a simulator is: every few percent, and whatever changes. */
final class SimulatorLog implements Consumer<Progress> {
  private static final int STEP = 5;

  private final PrintWriter out;
  private State state = State.STARTING;
  private int shown = -STEP;
  private String problem = "";

  SimulatorLog(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void accept(Progress progress) {
    int percent = (int) (progress.fraction() * 100);
    boolean further = progress.state() == State.HISTORY && percent >= shown + STEP;
    if (further || progress.state() != state) {
      shown = percent;
      state = progress.state();
      out.printf(
          "simulator %s: %d %% of the history, %d readings, %.0f/s%n",
          state, percent, progress.sent(), progress.readingsPerSecond());
    }
    String now = progress.problem().orElse("");
    if (!now.equals(problem)) {
      problem = now;
      out.println("simulator: " + (now.isEmpty() ? "goes on" : now));
    }
    out.flush();
  }
}
