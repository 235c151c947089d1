// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.ReadingFrame;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** {@code {"author": …, "reason": …, "readings": […]}}; one object per body. */
final class EditReadings implements ReadingParser {
  private static final String READINGS = "readings";

  private final Map<String, String> texts = new HashMap<>();
  private boolean found;

  @Override
  public void parse(Reader body, Consumer<RawReading> out) throws IOException {
    JsonParser parser = JsonReadings.parser(body);
    try {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedBodyException(
            "the beginning", "a JSON object with author, reason and readings is expected");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        member(parser, out);
      }
      JsonReadings.end(parser, "object");
    } catch (JsonProcessingException e) {
      throw JsonReadings.malformed(e);
    }
  }

  private void member(JsonParser parser, Consumer<RawReading> out) throws IOException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (name.equals(READINGS)) {
      if (value != JsonToken.START_ARRAY || found) {
        throw new MalformedBodyException(READINGS, "one JSON array of readings is expected");
      }
      found = true;
      JsonReadings.elements(parser, out);
    } else if (value.isStructStart()) {
      parser.skipChildren();
    } else if (value == JsonToken.VALUE_STRING
        && texts.put(name, parser.getText().strip()) != null) {
      throw new MalformedBodyException(name, "the field " + name + " only once");
    }
  }

  /**
   * Who made the change and why.
   *
   * @param at when, epoch milliseconds
   * @throws ProblemException when that is not said
   */
  ReadingFrame.Edit edit(long at) {
    if (!found) {
      throw Problem.of(Problem.Code.INVALID_EDIT, READINGS, "missing", "a JSON array of readings");
    }
    return new ReadingFrame.Edit(
        text("author", FrameRules.MAX_AUTHOR), text("reason", FrameRules.MAX_REASON), at);
  }

  private String text(String name, int most) {
    String text = texts.getOrDefault(name, "");
    if (!FrameRules.oneLine(text, most)) {
      throw Problem.of(
          Problem.Code.INVALID_EDIT,
          name,
          text.isEmpty() ? "missing" : text,
          "1 to " + most + " characters on one line");
    }
    return text;
  }
}
