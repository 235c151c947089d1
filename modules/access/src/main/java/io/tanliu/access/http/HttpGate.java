// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.tanliu.access.AccessException;
import io.tanliu.access.AuditEntry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.Authenticator;
import io.tanliu.access.Caller;
import io.tanliu.access.Credentials;
import io.tanliu.access.Permission;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import io.tanliu.access.Safe;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The one place of a server where it is found out who calls, and whether they may do what the route
 * does. What no rule names is refused. Refusals and changes are recorded here.
 */
public final class HttpGate {
  private static final String CALLER = Caller.class.getName();
  private static final String CREDENTIALS = Credentials.class.getName();
  private static final String GATE = HttpGate.class.getName();
  private static final String CHANGE = Change.class.getName();
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  /** Permissions whose use is no change to be recorded: frames name their sender themselves. */
  private static final Set<Permission> UNRECORDED =
      EnumSet.of(Permission.READ, Permission.SEND, Permission.AUDIT);

  private static final Places NOWHERE = new Places(code -> List.of(), unit -> Optional.empty(), "");

  /** Refusals that say something of the caller; the others come in floods and say nothing. */
  private static final Set<AccessException.Code> RECORDED =
      EnumSet.of(AccessException.Code.UNAUTHENTICATED, AccessException.Code.FORBIDDEN);

  private final Authenticator authenticator;
  private final AuditTrail trail;
  private final Clock clock;
  private final RouteRules rules;

  /**
   * @param rules of all routes of the server
   */
  public HttpGate(Authenticator authenticator, AuditTrail trail, Clock clock, RouteRules rules) {
    this.authenticator = authenticator;
    this.trail = trail;
    this.clock = clock;
    this.rules = rules;
  }

  /** What a handler tells of the change that it made. */
  private record Change(String before, String after) {}

  /** Lets everybody do everything, as on loopback and in tests. */
  public static HttpGate open(AuditTrail trail, Clock clock) {
    return new HttpGate(Authenticator.OPEN, trail, clock, new RouteRules(NOWHERE));
  }

  /** Stands before all routes of a server. */
  public void install(RoutesConfig routes) {
    routes.beforeMatched(this::before);
    routes.afterMatched(this::after);
    routes.exception(AccessException.class, this::refuse);
  }

  private void before(Context ctx) {
    ctx.attribute(GATE, this);
    if (authenticator == Authenticator.OPEN) {
      ctx.attribute(CALLER, Caller.ANYBODY);
      return;
    }
    RouteRules.Rule rule =
        rules
            .find(route(ctx))
            .orElseThrow(
                () -> AccessException.forbidden("route-without-rule", "this is open to nobody"));
    if (rule.anyOf().isEmpty()) {
      return;
    }
    Credentials shown = credentials(ctx);
    ctx.attribute(CREDENTIALS, shown);
    Caller caller = authenticator.caller(shown);
    ctx.attribute(CALLER, caller);
    if (rule.anyOf().stream().noneMatch(caller::may)) {
      throw AccessException.forbidden("no-permission", "needed: " + names(rule.anyOf()));
    }
    rule.place()
        .apply(ctx)
        .filter(place -> rule.anyOf().stream().noneMatch(p -> caller.may(p, place)))
        .ifPresent(
            place -> {
              throw outside(rule.anyOf());
            });
  }

  private static AccessException outside(Set<Permission> needed) {
    return AccessException.forbidden(
        "outside-scope", "needed: " + names(needed) + " where this is");
  }

  private static String names(Set<Permission> permissions) {
    return permissions.stream().sorted().map(Permission::name).collect(Collectors.joining(" or "));
  }

  /** Who makes a request; nobody, who may do nothing, where no gate stands. */
  public static Caller caller(Context ctx) {
    Caller caller = ctx.attribute(CALLER);
    return caller == null ? Caller.NOBODY : caller;
  }

  /** Whether the caller may do something where a request turned out to lead. */
  public static boolean may(Context ctx, Permission permission, Function<Places, Place> place) {
    Caller caller = caller(ctx);
    if (caller.mayEverywhere(permission)) {
      return true;
    }
    HttpGate gate = ctx.attribute(GATE);
    return gate != null && caller.may(permission, place.apply(gate.rules.places()));
  }

  /** Whether the caller may see an entity: what it may not see is not in an answer. */
  public static boolean sees(Context ctx, String entity) {
    return may(ctx, Permission.READ, places -> places.entity(entity));
  }

  /** {@link #sees} for many entities: who may see all of them is found out once. */
  public static Predicate<String> seeing(Context ctx) {
    return caller(ctx).mayEverywhere(Permission.READ)
        ? entity -> true
        : entity -> sees(ctx, entity);
  }

  /**
   * Asks for a permission where a request turned out to lead.
   *
   * @throws AccessException when the caller has it not there
   */
  public static void require(Context ctx, Permission permission, Function<Places, Place> place) {
    if (!may(ctx, permission, place)) {
      throw outside(Set.of(permission));
    }
  }

  /** Whether who makes a long request may still make it: keys are taken back meanwhile. */
  public static boolean stillCalls(Context ctx) {
    HttpGate gate = ctx.attribute(GATE);
    Credentials shown = ctx.attribute(CREDENTIALS);
    if (gate == null || shown == null) {
      return caller(ctx).equals(Caller.ANYBODY);
    }
    try {
      return gate.authenticator.caller(shown).equals(caller(ctx));
    } catch (AccessException e) {
      return false;
    }
  }

  /**
   * Tells what a request changes, for the record.
   *
   * @param before what stood there, without secrets; empty when nothing did
   * @param after what stands there now; empty when nothing does
   */
  public static void changed(Context ctx, String before, String after) {
    ctx.attribute(CHANGE, new Change(before, after));
  }

  /**
   * Tells that one thing took another's place, as digests of their texts: what stood there may hold
   * what is no reader's of the record.
   *
   * @param before null when there was nothing
   * @param after null when there is nothing any more
   */
  public static void replaced(Context ctx, Object before, Object after) {
    changed(ctx, digest(before), digest(after));
  }

  /**
   * Records that a handler refused a request for a reason of its own.
   *
   * @param outcome stable word
   */
  public static void refused(Context ctx, String outcome) {
    HttpGate gate = ctx.attribute(GATE);
    if (gate != null) {
      gate.trail.record(
          new AuditEntry(
              AuditEntry.Kind.REFUSAL,
              gate.clock.millis(),
              caller(ctx),
              route(ctx),
              entity(ctx),
              outcome,
              "",
              "",
              address(ctx)));
    }
  }

  private static String digest(Object any) {
    return any == null ? "" : "sha256:" + Safe.digest(any.toString());
  }

  private void after(Context ctx) {
    RouteRules.Rule rule = rules.find(route(ctx)).orElse(null);
    boolean changes =
        rule == null
            ? ctx.attribute(CHANGE) != null
            : rule.anyOf().stream().anyMatch(permission -> !UNRECORDED.contains(permission));
    String method = ctx.req().getMethod();
    if (!changes || method.equals("GET") || ctx.res().getStatus() >= 400) {
      return;
    }
    Change change = Objects.requireNonNullElse(ctx.attribute(CHANGE), new Change("", ""));
    trail.record(
        new AuditEntry(
            AuditEntry.Kind.CHANGE,
            clock.millis(),
            caller(ctx),
            route(ctx),
            entity(ctx),
            "done",
            change.before(),
            change.after(),
            address(ctx)));
  }

  private void refuse(AccessException refusal, Context ctx) {
    if (RECORDED.contains(refusal.code())) {
      String claimed = refusal.claimed().isEmpty() ? "" : "claims=" + refusal.claimed();
      trail.record(
          new AuditEntry(
              AuditEntry.Kind.REFUSAL,
              clock.millis(),
              caller(ctx),
              route(ctx),
              claimed.isEmpty() ? entity(ctx) : claimed,
              refusal.reason(),
              "",
              "",
              address(ctx)));
    }
    Refusals.send(refusal, ctx);
  }

  private static Credentials credentials(Context ctx) {
    X509Certificate[] chain = ctx.attribute(CERTIFICATES);
    return new Credentials(
        Objects.requireNonNullElse(ctx.header("Authorization"), ""),
        Objects.requireNonNullElse(ctx.header("X-API-Key"), ""),
        chain == null ? List.of() : List.of(chain),
        address(ctx));
  }

  private static String address(Context ctx) {
    return Objects.requireNonNullElse(ctx.req().getRemoteAddr(), "");
  }

  /** Method and path as it was declared; for what matched nothing only the method. */
  private static String route(Context ctx) {
    Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
    return matched == null ? ctx.req().getMethod() : matched.method + " " + matched.path;
  }

  private static String entity(Context ctx) {
    Map<String, String> parameters = new TreeMap<>(ctx.pathParamMap());
    return parameters.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
  }
}
