// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.util.Optional;

/**
 * An administrative region (行政区划, GB/T 2260).
 *
 * @param code six digits
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param parent code of the region above; empty for the nation
 * @param level nation, province, prefecture, county or functional_zone
 */
public record Region(
    String code, String nameZh, String nameEn, Optional<String> parent, String level) {}
