// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/** Which earlier versions a new schema must agree with, and in which direction. */
enum Compatibility {
  NONE,
  BACKWARD,
  BACKWARD_TRANSITIVE,
  FORWARD,
  FORWARD_TRANSITIVE,
  FULL,
  FULL_TRANSITIVE;

  static Optional<Compatibility> of(String level) {
    return Arrays.stream(values()).filter(c -> c.name().equals(level)).findFirst();
  }

  /**
   * Why a schema may not follow the given ones; empty when it may.
   *
   * @param earlier oldest first
   */
  Optional<String> objection(Schema schema, List<Schema> earlier) {
    if (this == NONE) {
      return Optional.empty();
    }
    List<Schema> newestFirst = new ArrayList<>(earlier);
    Collections.reverse(newestFirst);
    try {
      validator().validate(schema, newestFirst);
      return Optional.empty();
    } catch (SchemaValidationException e) {
      return Optional.of(e.getMessage());
    }
  }

  private SchemaValidator validator() {
    SchemaValidatorBuilder builder = new SchemaValidatorBuilder();
    return switch (this) {
      case NONE -> throw new IllegalStateException("NONE validates nothing");
      case BACKWARD -> builder.canReadStrategy().validateLatest();
      case BACKWARD_TRANSITIVE -> builder.canReadStrategy().validateAll();
      case FORWARD -> builder.canBeReadStrategy().validateLatest();
      case FORWARD_TRANSITIVE -> builder.canBeReadStrategy().validateAll();
      case FULL -> builder.mutualReadStrategy().validateLatest();
      case FULL_TRANSITIVE -> builder.mutualReadStrategy().validateAll();
    };
  }
}
