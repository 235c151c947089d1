// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.kafka;

import java.time.Instant;
import java.util.Optional;

/**
 * A reading that did not enter the books.
 *
 * @param frameId frame in which it came
 * @param index position in the frame, from 0; -1 for the whole frame
 * @param point point id as sent, empty for a whole frame
 * @param time time as sent, empty for a whole frame
 * @param code stable reason code, e.g. UNKNOWN_POINT
 * @param field which field is wrong
 * @param value its value
 * @param expected what would have been taken
 * @param stage who refused it: gateway or ledger
 * @param refusedAt when the frame was received
 */
public record RefusedReading(
    String frameId,
    int index,
    Optional<String> point,
    Optional<String> time,
    String code,
    String field,
    String value,
    String expected,
    String stage,
    Instant refusedAt) {}
