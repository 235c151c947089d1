// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Where a registry is and how to reach it, read from Confluent's customary keys.
 *
 * @param urls base addresses, tried in this order
 * @param authorization value of the Authorization header
 * @param tls keys {@code ssl.*} without their prefix {@code schema.registry.}; empty for the
 *     platform's trust
 * @param requestTimeout longest wait for one answer
 * @param retries attempts after the first, once every address has failed
 */
record RegistrySettings(
    List<URI> urls,
    Optional<String> authorization,
    Map<String, Object> tls,
    Duration requestTimeout,
    int retries) {

  static final String URL = "schema.registry.url";
  static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";
  static final String REQUEST_TIMEOUT = "schema.registry.request.timeout.ms";
  static final String RETRIES = "max.retries";
  private static final String PREFIX = "schema.registry.";

  /** Without what must not stand in a log. */
  @Override
  public String toString() {
    return "RegistrySettings" + urls;
  }

  static RegistrySettings of(Map<String, ?> config) {
    List<URI> urls = new ArrayList<>();
    String userInfoInUrl = null;
    for (String text : list(config.get(URL))) {
      URI uri = parse(text);
      if (uri.getUserInfo() != null) {
        userInfoInUrl = uri.getUserInfo();
      }
      urls.add(withoutUserInfo(uri));
    }
    if (urls.isEmpty()) {
      throw new ConfigException(URL, "", "expected: http(s)://host:port, or several");
    }
    return new RegistrySettings(
        List.copyOf(urls),
        authorization(config, userInfoInUrl),
        tls(config),
        Duration.ofMillis(number(config, REQUEST_TIMEOUT, 10_000)),
        number(config, RETRIES, 3));
  }

  private static Optional<String> authorization(Map<String, ?> config, String userInfoInUrl) {
    String source = text(config, CREDENTIALS_SOURCE).orElse("URL");
    Optional<String> userInfo =
        switch (source) {
          case "URL" -> Optional.ofNullable(userInfoInUrl);
          case "USER_INFO" ->
              Optional.of(
                  text(config, USER_INFO)
                      .or(() -> text(config, PREFIX + USER_INFO))
                      .orElseThrow(
                          () ->
                              new ConfigException(
                                  USER_INFO + " is missing (expected: user:password)")));
          default ->
              throw new ConfigException(CREDENTIALS_SOURCE, source, "expected: URL or USER_INFO");
        };
    return userInfo.map(
        info ->
            "Basic " + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, Object> tls(Map<String, ?> config) {
    Map<String, Object> tls = new TreeMap<>();
    config.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX + "ssl.") && value != null) {
            tls.put(
                key.substring(PREFIX.length()), value instanceof Password p ? p.value() : value);
          }
        });
    return tls;
  }

  private static URI parse(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // the message below says it with the key
    }
    String shown = text.contains("@") ? "(with credentials, not shown)" : text;
    throw new ConfigException(URL, shown, "expected: http(s)://host:port");
  }

  private static URI withoutUserInfo(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
  }

  private static List<String> list(Object value) {
    if (value == null) {
      return List.of();
    }
    String joined =
        value instanceof List<?> parts
            ? String.join(",", parts.stream().map(String::valueOf).toList())
            : value.toString();
    return java.util.Arrays.stream(joined.split(","))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private static Optional<String> text(Map<String, ?> config, String key) {
    Object value = config.get(key);
    return Optional.ofNullable(value instanceof Password p ? p.value() : value)
        .map(Object::toString)
        .filter(s -> !s.isBlank());
  }

  private static int number(Map<String, ?> config, String key, int byDefault) {
    Optional<String> value = text(config, key);
    try {
      int number = value.map(Integer::parseInt).orElse(byDefault);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the message below says it with the key
    }
    throw new ConfigException(key, value.orElse(""), "expected: a whole number, 0 or more");
  }
}
