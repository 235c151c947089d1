// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.config.RoutesConfig;

/** A part that answers some paths of an HTTP server which somebody else creates and starts. */
@FunctionalInterface
public interface HttpPart {
  /** Adds the part's routes; called once, before the server starts. */
  void routes(RoutesConfig routes);
}
