// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import java.util.regex.Pattern;

/** What identifiers and texts of the register may look like. */
final class Names {
  /** One printable character: what is written as JSON must be readable again. */
  static final String TEXT = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]";

  static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  static final String ID_EXPECTED = "1 to 64 of A-Z a-z 0-9 . _ -";

  /** Six digits are a region, and {@code industry-…} an industry: one name space of entities. */
  static final Pattern UNIT_ID = Pattern.compile("(?!\\d{6}$)(?!industry-)[A-Za-z0-9._-]{1,64}");

  static final String UNIT_ID_EXPECTED =
      ID_EXPECTED + ", not six digits and not beginning with industry-";

  /** Part of record keys, where {@code |} separates. */
  static final Pattern TARGET_ID = Pattern.compile("[\\p{L}\\p{N}._:-]{1,128}");

  static final String TARGET_ID_EXPECTED = "1 to 128 letters, digits or . _ : -";

  static final Pattern INDUSTRY = Pattern.compile("\\d{2,4}");
  static final String INDUSTRY_EXPECTED = "a GB/T 4754 code of two to four digits";

  static final Pattern NAME = Pattern.compile(TEXT + "{1,200}");
  static final String NAME_EXPECTED = "1 to 200 characters on one line";

  static final Pattern PRODUCT = Pattern.compile("(?!.*\\|)" + TEXT + "{1,100}");
  static final String PRODUCT_EXPECTED = "1 to 100 characters on one line, without |";

  static final Pattern SOURCE = Pattern.compile(TEXT + "{0,500}");
  static final String SOURCE_EXPECTED = "at most 500 characters on one line";

  static final Pattern ANY = Pattern.compile(TEXT + "*");

  private Names() {}
}
