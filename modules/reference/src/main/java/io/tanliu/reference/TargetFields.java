// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.util.List;
import java.util.Optional;

/** The fields of one target, wherever they are written. */
public interface TargetFields {
  /** What stands in a field; empty when nothing does. */
  Optional<String> text(String name);

  /** What stands in a field with several values; empty when nothing does. */
  List<String> texts(String name);

  /** Reports a field, with what would have been accepted. */
  void wrong(String name, String expected);

  /** True while nothing was wrong. */
  boolean ok();
}
