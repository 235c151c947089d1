// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.tanliu.app.http.HttpMetrics.Reason;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the server answers by itself: problems like everybody's, without a word about the server.
 */
final class Refusals extends ErrorHandler {
  private final HttpMetrics metrics;

  Refusals(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String said = "this";
    if (request.getAttribute(ERROR_EXCEPTION) instanceof HttpException known) {
      status = known.getCode();
      said = known.getReason() == null ? said : known.getReason();
      metrics.refused(Reason.MALFORMED);
    }
    RequestGuard.decorate(request, response, UUID.randomUUID().toString());
    new ServerProblem(
            status,
            HttpStatus.getMessage(status),
            status < 500 ? "refused" : "internal",
            "request",
            said,
            "HTTP/1.1 within this server's limits",
            0)
        .send(response, callback);
    return true;
  }
}
