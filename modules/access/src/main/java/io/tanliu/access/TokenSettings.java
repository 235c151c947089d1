// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which signed tokens (JWT) of which OIDC provider are taken.
 *
 * @param issuer the claim {@code iss}
 * @param audience of which one must stand in {@code aud}
 * @param keys where the provider's keys are: an address of http, https or file
 * @param algorithms which signatures are taken; only public-key ones
 * @param skew how far the clocks of provider and service may differ; at most 5 minutes
 * @param rolesClaim claim with roles, {@code .} leads into objects, e.g. {@code realm_access.roles}
 * @param rolePrefix what the provider's names of roles begin with
 * @param regionsClaim claim with regions or scopes: {@code 360100}, {@code unit:STEEL-01}, {@code
 *     all}
 * @param nameClaim claim with the name for people
 * @param cache how long keys are used before they are asked for anew
 * @param outage how long known keys are used while the provider does not answer
 */
record TokenSettings(
    String issuer,
    Set<String> audience,
    URI keys,
    Set<JWSAlgorithm> algorithms,
    Duration skew,
    String rolesClaim,
    String rolePrefix,
    String regionsClaim,
    String nameClaim,
    Duration cache,
    Duration outage) {
  /** What the keys of its configuration begin with. */
  static final String PREFIX = "access.token.";

  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  private static final Set<JWSAlgorithm> PUBLIC_KEY =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  TokenSettings {
    audience = Set.copyOf(audience);
    algorithms = Set.copyOf(algorithms);
    expect(!issuer.isBlank(), "issuer", issuer, "the provider's issuer");
    expect(!audience.isEmpty(), "audience", "", "at least one");
    expect(
        Set.of("http", "https", "file").contains(String.valueOf(keys.getScheme())),
        "keys",
        keys.toString(),
        "an address of https, http or file");
    for (JWSAlgorithm algorithm : algorithms) {
      expect(
          PUBLIC_KEY.contains(algorithm),
          "algorithms",
          algorithm.getName(),
          "RS256 to RS512, PS256 to PS512, ES256 to ES512");
    }
    expect(!algorithms.isEmpty(), "algorithms", "", "at least one");
    expect(
        !skew.isNegative() && skew.compareTo(MOST_SKEW) <= 0,
        "skew",
        skew.toString(),
        "PT0S to " + MOST_SKEW);
  }

  /**
   * From a configuration; nothing when it names no issuer.
   *
   * @throws IllegalArgumentException when it cannot be used; the message says why
   */
  static Optional<TokenSettings> of(Map<String, ?> config) {
    String issuer = text(config, "issuer", "");
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenSettings(
            issuer,
            list(config, "audience", ""),
            URI.create(text(config, "keys", "")),
            list(config, "algorithms", "RS256,PS256,ES256").stream()
                .map(JWSAlgorithm::parse)
                .collect(Collectors.toCollection(LinkedHashSet::new)),
            duration(config, "skew", "PT1M"),
            text(config, "roles", "roles"),
            text(config, "role.prefix", ""),
            text(config, "regions", "regions"),
            text(config, "name", "name"),
            duration(config, "cache", "PT15M"),
            duration(config, "outage", "PT24H")));
  }

  private static String text(Map<String, ?> config, String name, String byDefault) {
    Object value = config.get(PREFIX + name);
    return value == null ? byDefault : value.toString().strip();
  }

  private static Set<String> list(Map<String, ?> config, String name, String byDefault) {
    return Arrays.stream(text(config, name, byDefault).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Duration duration(Map<String, ?> config, String name, String byDefault) {
    String text = text(config, name, byDefault);
    try {
      return Duration.parse(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          PREFIX + name + ": " + text + " (expected: a duration such as PT1M)", e);
    }
  }

  private static void expect(boolean holds, String field, String value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          PREFIX + field + ": " + value + " (expected: " + expected + ")");
    }
  }
}
