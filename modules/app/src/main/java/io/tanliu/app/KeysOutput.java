// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.access.KeyDesk;
import java.io.PrintWriter;

/** How a key is shown, once. */
final class KeysOutput {
  private KeysOutput() {}

  static void print(KeyDesk.Issued issued, boolean keyOnly, PrintWriter out) {
    if (keyOnly) {
      issued.secret().ifPresent(out::println);
    } else {
      out.println("id   " + issued.key().id());
      out.println("for  " + issued.key().summary());
      issued.secret().ifPresent(text -> out.println("key  " + text));
      issued.secret().ifPresent(text -> out.println("Keep it now: it is shown this once."));
    }
    out.flush();
  }
}
