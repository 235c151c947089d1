// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/**
 * One JSON object per line. A line that cannot be read is refused alone, since the next line is
 * sound; but a last line without its end means that the body was cut off, and then nothing is
 * taken.
 */
final class NdjsonReadings implements ReadingParser {

  @Override
  public void parse(Reader body, Consumer<RawReading> out) throws IOException {
    BufferedReader in = new BufferedReader(body);
    StringBuilder line = new StringBuilder();
    int number = 0;
    boolean ended;
    do {
      number++;
      line.setLength(0);
      ended = readLine(in, line, number);
      String text = line.toString().strip();
      if (!text.isEmpty()) {
        out.accept(reading(text, number, ended));
      }
    } while (ended);
  }

  /** Reads up to the next line feed; false when the body ended before it. */
  private static boolean readLine(BufferedReader in, StringBuilder line, int number)
      throws IOException {
    int c;
    while ((c = in.read()) >= 0) {
      if (c == '\n') {
        return true;
      }
      if (line.length() == MAX_ELEMENT) {
        throw new MalformedBodyException(
            "line " + number, "a line of more than " + MAX_ELEMENT + " characters");
      }
      line.append((char) c);
    }
    return false;
  }

  private static RawReading reading(String text, int number, boolean ended)
      throws MalformedBodyException {
    try {
      return JsonReadings.single(text);
    } catch (JsonProcessingException e) {
      if (!ended) {
        throw new MalformedBodyException(
            "line " + number, "the last line is cut off: " + e.getOriginalMessage());
      }
      return RawReading.defective("a line of JSON: " + e.getOriginalMessage(), text);
    }
  }
}
