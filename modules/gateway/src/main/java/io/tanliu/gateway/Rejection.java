// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.ReadingError;

/**
 * A reading that was refused.
 *
 * @param index position in the request, from 0
 * @param reading the reading as sent
 * @param error why
 */
record Rejection(int index, RawReading reading, ReadingError error) {}
