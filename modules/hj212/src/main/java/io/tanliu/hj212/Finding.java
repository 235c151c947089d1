// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/**
 * One thing found in a frame.
 *
 * @param code what
 * @param error whether the frame is refused for it; otherwise it is accepted and marked
 * @param field the field, item or part of the frame that it is about
 * @param value what stands there, at most 64 characters, passwords as {@code ***}
 * @param expected what should stand there
 * @param offset of the field's first byte in the frame
 */
public record Finding(
    Code code, boolean error, String field, String value, String expected, int offset) {
  @Override
  public String toString() {
    return code + " " + field + ": " + value + " (expected: " + expected + ") at " + offset;
  }
}
