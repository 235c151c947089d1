// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.ReadingFrame;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro make the generated classes, and those only: which class a record becomes is decided by
 * a name in a schema that somebody else may have registered. Classes of other packages are added
 * with Avro's own system property {@code org.apache.avro.SERIALIZABLE_PACKAGES}.
 */
final class TrustedClasses {
  private static final String PACKAGE = ReadingFrame.class.getPackageName();

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
  }

  private TrustedClasses() {}

  /** Has the effect once, when the class is first used. */
  static void ensure() {}
}
