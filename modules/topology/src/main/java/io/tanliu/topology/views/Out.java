// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.wire.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * What goes out.
 *
 * @param topic where to
 * @param value a record of that topic; null takes back what was told
 */
record Out(Topic<?> topic, SpecificRecord value) {}
