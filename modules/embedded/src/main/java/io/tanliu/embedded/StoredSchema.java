// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import org.apache.avro.Schema;

/**
 * One version of one subject.
 *
 * @param subject name
 * @param version from 1
 * @param id the same wherever the same text is registered
 * @param schema parsed text
 */
record StoredSchema(String subject, int version, int id, Schema schema) {
  String text() {
    return schema.toString();
  }
}
