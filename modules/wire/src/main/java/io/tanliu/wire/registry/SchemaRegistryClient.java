// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.registry;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A registry of Avro schemas with Confluent's notions: a subject has numbered versions, and a
 * schema has one id however many subjects it stands under. All methods are safe for use by several
 * threads and throw {@link RegistryException} when the registry refuses or does not answer.
 */
public interface SchemaRegistryClient {

  /**
   * Puts a schema under a subject as a new version, unless it is there already.
   *
   * @return id of the schema
   */
  int register(String subject, Schema schema);

  /** The version under which exactly this schema stands in the subject. */
  RegisteredSchema lookup(String subject, Schema schema);

  /** The schema with an id; remembered, since an id never changes its meaning. */
  Schema getById(int id);

  /** Newest version of a subject. */
  RegisteredSchema getLatest(String subject);

  /** A version of a subject, counted from 1. */
  RegisteredSchema getVersion(String subject, int version);

  /** All subjects. */
  List<String> subjects();

  /** Version numbers of a subject, ascending. */
  List<Integer> versions(String subject);

  /** Whether a schema could be registered as the next version of an existing subject. */
  boolean isCompatible(String subject, Schema schema);

  /**
   * The compatibility level in force, e.g. {@code FULL}.
   *
   * @param subject empty for the registry's default
   */
  String compatibility(Optional<String> subject);

  /**
   * Sets the compatibility level.
   *
   * @param subject empty for the registry's default
   * @param level BACKWARD, FORWARD, FULL, their _TRANSITIVE forms, or NONE
   */
  void setCompatibility(Optional<String> subject, String level);
}
