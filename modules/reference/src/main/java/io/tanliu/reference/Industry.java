// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

/**
 * An industry (行业, GB/T 4754).
 *
 * @param code two to four digits
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param etsSector sector of the national carbon market, may be empty
 */
public record Industry(String code, String nameZh, String nameEn, String etsSector) {}
