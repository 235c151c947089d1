// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.Caller;

/** Who makes a request, once that was found out. */
final class Callers {
  private static final String ATTRIBUTE = Caller.class.getName();

  private Callers() {}

  /** Notes who makes a request. */
  static void put(Context ctx, Caller caller) {
    ctx.attribute(ATTRIBUTE, caller);
  }

  /** Who makes a request; nobody when nobody asked. */
  static Caller of(Context ctx) {
    Caller caller = ctx.attribute(ATTRIBUTE);
    return caller == null ? Caller.NOBODY : caller;
  }
}
