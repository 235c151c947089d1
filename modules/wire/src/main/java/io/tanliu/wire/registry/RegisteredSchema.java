// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.registry;

import org.apache.avro.Schema;

/**
 * A schema as it stands in a registry.
 *
 * @param subject name under which it is registered
 * @param version number within the subject, from 1
 * @param id number within the registry, as it stands in records
 * @param schema the schema itself
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
