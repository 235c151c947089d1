// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The register of units, targets and reports as people write it: YAML, or JSON, which is a subset.
 */
package io.tanliu.reference.register;
