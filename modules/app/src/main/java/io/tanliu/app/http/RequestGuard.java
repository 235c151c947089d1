// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.tanliu.app.http.Connections.Connection;
import io.tanliu.app.http.HttpMetrics.Reason;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** Looks at every request before any part does: its name, its sender's limits, its headers. */
final class RequestGuard extends Handler.Wrapper {
  /** Key of the request's name in the diagnostic context of the log. */
  static final String REQUEST = "request";

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Connections connections;
  private final HttpMetrics metrics;
  private final boolean limited;
  private final Allowances requests;
  private final Guesses guesses;

  RequestGuard(HttpSettings settings, Connections connections, HttpMetrics metrics) {
    this.connections = connections;
    this.metrics = metrics;
    int perSecond = settings.requestsPerSecond();
    this.limited = perSecond > 0;
    this.requests =
        new Allowances(Math.max(1, 2L * perSecond), Math.max(1, perSecond), Duration.ofSeconds(1));
    this.guesses = new Guesses(settings.refusalsPerMinute());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
    Connection connection = connections.of(remote);
    connection.requestBegins(() -> isStream(response));
    String id = name(request);
    decorate(request, response, id);
    String sender = Sender.of(remote);
    String credential = Guesses.credential(request.getHeaders());
    Request.addCompletionListener(request, failure -> connection.requestEnds());
    if (refused(request, response, callback, sender, credential)) {
      return true;
    }
    MDC.put(REQUEST, id);
    try {
      Response counted =
          credential.isEmpty()
              ? response
              : new Counted(request, response, () -> guesses.wrong(sender, credential));
      return super.handle(request, counted, callback);
    } finally {
      MDC.remove(REQUEST);
    }
  }

  private boolean refused(
      Request request, Response response, Callback callback, String sender, String credential) {
    if (!READING.contains(request.getMethod())
        && "cross-site".equals(request.getHeaders().get("Sec-Fetch-Site"))) {
      metrics.refused(Reason.CROSS_SITE);
      new ServerProblem(
              HttpStatus.FORBIDDEN_403,
              "A page of another site cannot change anything here",
              "cross-site",
              "Sec-Fetch-Site",
              "cross-site",
              "a request of this server's own page, or of no page",
              0)
          .send(response, callback);
      return true;
    }
    long wait = limited ? requests.take(sender) : 0;
    if (wait > 0) {
      metrics.refused(Reason.REQUESTS);
      tooMany("requests of this address", wait).send(response, callback);
      return true;
    }
    wait = credential.isEmpty() ? 0 : guesses.wait(sender, credential);
    if (wait > 0) {
      metrics.refused(Reason.GUESSES);
      tooMany("wrong credentials from this address", wait).send(response, callback);
      return true;
    }
    return false;
  }

  private static ServerProblem tooMany(String what, long seconds) {
    return new ServerProblem(
        HttpStatus.TOO_MANY_REQUESTS_429,
        "Too many requests",
        "too-many-requests",
        "sender",
        "too many " + what,
        "a repeat after the seconds that Retry-After says",
        seconds);
  }

  /** The name that the sender gave, if it can stand in a log, or one of our own. */
  private static String name(Request request) {
    String given = request.getHeaders().get(REQUEST_ID);
    return given != null && GOOD_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }

  /** What every answer carries; a part that knows better puts its own in place. */
  static void decorate(Request request, Response response, String id) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(REQUEST_ID, id);
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    if (request.isSecure()) {
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private static boolean isStream(Response response) {
    String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return type != null && type.startsWith("text/event-stream");
  }

  /** Tells of an answer 401 before the sender has it, so that the next try is not quicker. */
  private static final class Counted extends Response.Wrapper {
    private Runnable wrong;

    Counted(Request request, Response response, Runnable wrong) {
      super(request, response);
      this.wrong = wrong;
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback callback) {
      if (wrong != null && getStatus() == HttpStatus.UNAUTHORIZED_401) {
        wrong.run();
        wrong = null;
      }
      super.write(last, bytes, callback);
    }
  }
}
