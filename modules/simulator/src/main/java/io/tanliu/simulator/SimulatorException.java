// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

/** The gateway refused something that no repeat will change, or the data directory is unusable. */
public final class SimulatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulatorException(String message) {
    super(message);
  }

  SimulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
