// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** Reads the readings of a body one after the other, without ever holding the body. */
@FunctionalInterface
interface ReadingParser {
  /** Most characters of one line, object or record. */
  int MAX_ELEMENT = 65_536;

  /**
   * Hands over every reading in the order of the body.
   *
   * @throws MalformedBodyException when the body as a whole cannot be read; readings handed over
   *     before must then be forgotten
   */
  void parse(Reader body, Consumer<RawReading> out) throws IOException;
}
