// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

/** An answer of the registry that is not a success, in Confluent's codes. */
final class RegistryRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  private RegistryRefusal(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static RegistryRefusal noSubject(String subject) {
    return new RegistryRefusal(40401, "Subject '" + subject + "' not found.");
  }

  static RegistryRefusal noVersion(String version) {
    return new RegistryRefusal(40402, "Version " + version + " not found.");
  }

  static RegistryRefusal noSchema(String what) {
    return new RegistryRefusal(40403, "Schema " + what + " not found");
  }

  static RegistryRefusal noSubjectConfig(String subject) {
    return new RegistryRefusal(
        40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryRefusal notFound(String path) {
    return new RegistryRefusal(404, "HTTP 404 Not Found: " + path);
  }

  static RegistryRefusal badMethod(String method) {
    return new RegistryRefusal(405, "HTTP 405 Method Not Allowed: " + method);
  }

  static RegistryRefusal malformed(String message) {
    return new RegistryRefusal(400, message);
  }

  static RegistryRefusal tooLarge(int limit) {
    return new RegistryRefusal(
        413, "Request body too large (expected: at most " + limit + " bytes)");
  }

  static RegistryRefusal incompatible(String subject, String why) {
    return new RegistryRefusal(
        409,
        "Schema being registered is incompatible with an earlier schema for subject \""
            + subject
            + "\": "
            + why);
  }

  static RegistryRefusal invalidSchema(String why) {
    return new RegistryRefusal(42201, "Invalid schema: " + why);
  }

  static RegistryRefusal invalidVersion(String version) {
    return new RegistryRefusal(
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id (expected: 1 to 2147483647, or latest)");
  }

  static RegistryRefusal invalidLevel(String level) {
    return new RegistryRefusal(
        42203,
        "Invalid compatibility level: "
            + level
            + " (expected: one of "
            + java.util.List.of(Compatibility.values())
            + ")");
  }

  int code() {
    return code;
  }

  /** HTTP status: the first three digits of the code. */
  int status() {
    return code > 999 ? code / 100 : code;
  }
}
