// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds secrets by name, anew each time, so that they can be changed while the notifier runs: first
 * the file of that name in the directory, then the environment variable {@code TANLIU_SECRET_NAME}.
 */
final class Secrets {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
  private static final String ENVIRONMENT = "TANLIU_SECRET_";
  private static final String BASE64 = "whsec_";
  private static final long MAX_BYTES = 4_096;

  private final Optional<Path> directory;
  private final UnaryOperator<String> environment;

  /**
   * @param environment value of a variable, null when there is none
   */
  Secrets(Optional<Path> directory, UnaryOperator<String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** The secret's text; empty when there is none of that name or it cannot be read. */
  Optional<String> text(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Optional<String> file = directory.map(path -> path.resolve(name)).flatMap(Secrets::read);
    return file.or(() -> Optional.ofNullable(environment.apply(variable(name))))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /**
   * The secret as a key: {@code whsec_} and Base64, as other tools write it, or the text itself.
   */
  Optional<byte[]> key(String name) {
    return text(name).map(Secrets::bytes);
  }

  private static byte[] bytes(String text) {
    if (text.startsWith(BASE64)) {
      try {
        return Base64.getDecoder().decode(text.substring(BASE64.length()));
      } catch (IllegalArgumentException e) {
        // Then it is a text that happens to begin so.
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String variable(String name) {
    return ENVIRONMENT + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
