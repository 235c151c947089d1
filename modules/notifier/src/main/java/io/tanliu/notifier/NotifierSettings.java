// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployment may choose about delivering notices.
 *
 * @param secrets directory whose files are the secrets, by name; without one only environment
 *     variables are
 * @param mail server for mails; without one mails wait
 * @param timeout of one attempt: to connect, and again to be answered
 * @param firstRetry wait after the first failed attempt; doubles with every further one
 * @param longestRetry the longest such wait; a receiver that asks for more time gets up to an hour
 * @param giveUp after which a notice that was tried and tried is recorded as failed
 * @param listed most alerts that a text lists one by one
 */
public record NotifierSettings(
    Optional<Path> secrets,
    Optional<MailServer> mail,
    Duration timeout,
    Duration firstRetry,
    Duration longestRetry,
    Duration giveUp,
    int listed) {
  private static final String PREFIX = "notifier.";

  /**
   * Where mails are handed in.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @param security how the connection is protected
   * @param from sender's address
   * @param user for authentication; without one there is none
   * @param password name of the secret that is the user's password
   * @param authorities file of the certificates (PEM) of which one must have signed the server's;
   *     without it those that the Java installation knows
   */
  public record MailServer(
      String host,
      int port,
      Security security,
      String from,
      Optional<String> user,
      Optional<String> password,
      Optional<Path> authorities) {}

  /** How a connection to a mail server is protected. */
  public enum Security {
    /** Not at all. */
    NONE,
    /** TLS is demanded after connecting. */
    STARTTLS,
    /** TLS from the beginning. */
    TLS
  }

  /** Ten seconds, retries after one second to five minutes, given up after a week. */
  public static NotifierSettings defaults() {
    return new NotifierSettings(
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofDays(7),
        20);
  }

  /**
   * Settings by the keys {@code notifier.*}.
   *
   * @throws IllegalArgumentException when a value cannot be used; the message has key, value and
   *     what was expected
   */
  public static NotifierSettings of(Map<String, ?> config) {
    NotifierSettings defaults = defaults();
    return new NotifierSettings(
        text(config, "secrets.directory").map(Path::of),
        text(config, "smtp.host").map(host -> mail(config, host)),
        millis(config, "timeout.ms", defaults.timeout()),
        millis(config, "retry.first.ms", defaults.firstRetry()),
        millis(config, "retry.longest.ms", defaults.longestRetry()),
        millis(config, "give.up.ms", defaults.giveUp()),
        number(config, "text.alerts", defaults.listed()));
  }

  private static MailServer mail(Map<String, ?> config, String host) {
    String name = text(config, "smtp.security").orElse(Security.STARTTLS.name());
    Security security;
    try {
      security = Security.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw refused("smtp.security", name, "NONE, STARTTLS or TLS");
    }
    int port = number(config, "smtp.port", security == Security.TLS ? 465 : 587);
    if (port > 65_535) {
      throw refused("smtp.port", Integer.toString(port), "1 to 65535");
    }
    return new MailServer(
        host,
        port,
        security,
        text(config, "smtp.from").orElseThrow(() -> refused("smtp.from", "", "an address")),
        text(config, "smtp.user"),
        text(config, "smtp.password.secret"),
        text(config, "smtp.ca.file").map(Path::of));
  }

  private static Optional<String> text(Map<String, ?> config, String key) {
    return Optional.ofNullable(config.get(PREFIX + key))
        .map(value -> value.toString().strip())
        .filter(value -> !value.isEmpty());
  }

  private static int number(Map<String, ?> config, String key, int byDefault) {
    Optional<String> text = text(config, key);
    if (text.isEmpty()) {
      return byDefault;
    }
    if (!text.get().matches("[1-9]\\d{0,8}")) {
      throw refused(key, text.get(), "a whole number from 1");
    }
    return Integer.parseInt(text.get());
  }

  private static Duration millis(Map<String, ?> config, String key, Duration byDefault) {
    return Duration.ofMillis(number(config, key, (int) byDefault.toMillis()));
  }

  private static IllegalArgumentException refused(String key, String value, String expected) {
    return new IllegalArgumentException(
        PREFIX + key + ": " + value + " (expected: " + expected + ")");
  }
}
